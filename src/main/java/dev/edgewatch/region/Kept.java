package dev.edgewatch.region;

import dev.edgewatch.resource.ResourceName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What was costly to make in one run of a session and is good for the next one. */
final class Kept {
  private final Map<ResourceName, Object> byName = new ConcurrentHashMap<>();

  <T> T of(ResourceName name, Class<T> type, Supplier<T> making) {
    return type.cast(byName.computeIfAbsent(name, any -> making.get()));
  }
}
