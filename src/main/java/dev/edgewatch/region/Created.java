package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Resource;

/**
 * A resource that was created.
 *
 * @param stored what everybody sees
 * @param shownOnce what its maker is shown besides, see {@link WriteRule.Creation}
 */
public record Created(Resource stored, Message shownOnce) {

  /** All of it, for the answer to its maker and for nothing else. */
  public Resource shown() {
    return hasSecret()
        ? Resource.of(stored.type(), stored.message().toBuilder().mergeFrom(shownOnce).build())
        : stored;
  }

  boolean hasSecret() {
    return !shownOnce.equals(shownOnce.getDefaultInstanceForType());
  }
}
