package dev.edgewatch.console.bff;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The methods that regions said they do not offer, remembered from the first refusal on for as long
 * as the console runs. Thread-safe.
 */
final class MissingMethods {
  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  void learn(ResourceType type, StandardMethod method, Refusal refusal) {
    if (refusal instanceof Refusal.Unsupported unsupported) {
      reasons.put(method.fullMethodName(type), unsupported.message());
    }
  }

  /** What the region said. */
  Optional<String> reason(ResourceType type, StandardMethod method) {
    return Optional.ofNullable(reasons.get(method.fullMethodName(type)));
  }
}
