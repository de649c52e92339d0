package dev.edgewatch.console;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Health and metrics, open to whoever reaches the management port. The chain matches there only: on
 * the public port these addresses are the console's, which asks to sign in.
 */
@Configuration(proxyBeanMethods = false)
class OperatorEndpoints {
  @Bean
  @Order(0)
  SecurityFilterChain operatorChain(HttpSecurity http) throws Exception {
    http.securityMatcher(EndpointRequest.toAnyEndpoint());
    http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    return http.build();
  }
}
