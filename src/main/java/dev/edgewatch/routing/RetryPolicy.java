package dev.edgewatch.routing;

import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What gRPC repeats by itself: reads of the given types that found nobody ({@code UNAVAILABLE}), up
 * to four attempts, and no more once a tenth of the calls need it. Writes are never repeated here,
 * because whether they were carried out is not known; watches neither, because their callers decide
 * when to open them again.
 */
public record RetryPolicy(Collection<ResourceType> types) {
  private static final List<StandardMethod> REPEATABLE =
      List.of(StandardMethod.GET, StandardMethod.BATCH_GET, StandardMethod.LIST);

  /** The gRPC service config that says so. */
  Map<String, ?> serviceConfig() {
    List<Map<String, String>> names =
        types.stream()
            .flatMap(
                type ->
                    REPEATABLE.stream()
                        .filter(method -> method.offeredBy(type))
                        .map(m -> name(type, m)))
            .toList();
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, ?> retry =
        Map.of(
            "maxAttempts",
            4.0,
            "initialBackoff",
            "0.1s",
            "maxBackoff",
            "2s",
            "backoffMultiplier",
            2.0,
            "retryableStatusCodes",
            List.of("UNAVAILABLE"));
    return Map.of(
        "methodConfig", List.of(Map.of("name", names, "retryPolicy", retry)),
        "retryThrottling", Map.of("maxTokens", 10.0, "tokenRatio", 0.1));
  }

  private static Map<String, String> name(ResourceType type, StandardMethod method) {
    return Map.of("service", StandardMethod.serviceName(type), "method", method.methodName(type));
  }
}
