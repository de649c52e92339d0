package dev.edgewatch.console.ui;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of the pages; tests put another one in its place. */
@Configuration(proxyBeanMethods = false)
class ConsoleClock {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
