package dev.edgewatch.demo;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.support.GenericApplicationContext;

/** The meters of the whole process, regions included, behind the console's one metrics endpoint. */
final class DemoMeters {
  private final PrometheusRegistry scraped = new PrometheusRegistry();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, scraped, Clock.SYSTEM);

  MeterRegistry registry() {
    return registry;
  }

  /** Takes the place of the registry that Spring Boot would make. */
  void register(GenericApplicationContext context) {
    context.registerBean(PrometheusRegistry.class, () -> scraped);
    context.registerBean(PrometheusMeterRegistry.class, () -> registry);
  }
}
