package dev.edgewatch.fake;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.RegionControl;
import dev.edgewatch.console.ui.live.DrainTimer;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The console over a fleet in memory, without sign-in and without regions: for looking at it and
 * for tests of the views. Not below the console's own package, which the real application scans.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration"
    })
@EnableVaadin("dev.edgewatch.console.ui")
@Import(DrainTimer.class)
public class DevConsole {

  public static void main(String[] arguments) {
    SpringApplication.run(DevConsole.class, arguments);
  }

  @Bean
  SecurityFilterChain everybody(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "close")
  FakeFleet fleet(Clock clock) {
    return new FakeFleet(clock).living();
  }

  @Bean
  RegionControl regionControl(FakeFleet fleet) {
    return fleet.control();
  }

  @Bean
  ConsoleSessions sessions(FakeFleet fleet) {
    return new ConsoleSessions() {
      @Override
      public ConsoleSession current() {
        return new FakeSession(fleet);
      }

      @Override
      public String signOut() {
        return "/";
      }

      @Override
      public String signOutEverywhere() {
        return signOut();
      }

      @Override
      public void endedAtProvider(
          String issuer, Optional<String> subject, Optional<String> providerSession) {}
    };
  }
}
