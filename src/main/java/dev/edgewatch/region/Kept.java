package dev.edgewatch.region;

import dev.edgewatch.resource.ResourceName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What one call keeps over all runs of its session: what was costly to make, and whether it changes
 * who may what.
 */
final class Kept {
  private final Map<ResourceName, Object> byName = new ConcurrentHashMap<>();
  private volatile boolean changedAccess;

  <T> T of(ResourceName name, Class<T> type, Supplier<T> making) {
    return type.cast(byName.computeIfAbsent(name, any -> making.get()));
  }

  void changesAccess() {
    changedAccess = true;
  }

  boolean hasChangedAccess() {
    return changedAccess;
  }
}
