package dev.edgewatch.region;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.FieldMask;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;

/**
 * The masks of updates, parsed: programs send the same few again and again. Refused ones are not
 * kept. Thread-safe.
 */
final class KnownMasks {
  private static final int MOST = 1_000;

  private final Cache<Key, Mask> masks =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  private record Key(ResourceType type, FieldMask mask) {}

  /** As {@link Mask#parse}. */
  Mask parse(ResourceType type, FieldMask mask) {
    return masks.get(new Key(type, mask), key -> Mask.parse(type.descriptor(), mask));
  }
}
