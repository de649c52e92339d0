package dev.edgewatch.console.guard;

import dev.edgewatch.console.bff.ConsoleSettings;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What holds for the whole web server of the console, whoever answers. */
@Configuration(proxyBeanMethods = false)
class ConsoleGuard {
  private static final int MOST_SESSIONS_WITHOUT_SIGN_IN = 10_000;

  /** Also where the container starts an answer over because of an error. */
  @Bean
  FilterRegistrationBean<AnswerHeaders> answerHeaders(ConsoleSettings settings) {
    var headers = new FilterRegistrationBean<>(new AnswerHeaders(settings));
    headers.setOrder(Ordered.HIGHEST_PRECEDENCE);
    headers.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
    return headers;
  }

  @Bean
  ServletListenerRegistrationBean<SessionsWithoutSignIn> sessionsWithoutSignIn() {
    return new ServletListenerRegistrationBean<>(
        new SessionsWithoutSignIn(MOST_SESSIONS_WITHOUT_SIGN_IN));
  }
}
