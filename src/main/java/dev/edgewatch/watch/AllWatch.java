package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.time.Instant;
import java.util.Optional;

/**
 * A request to watch all matching resources, unordered and resumable (contract section 6.4).
 *
 * @param maxChunkSize most changes in one message, 0 to 100; 0 means 100
 * @param progress whether the stream also brings fresh resume tokens while nothing changes
 */
public record AllWatch(
    ResourceType type,
    ParentName parent,
    Filter filter,
    Mask mask,
    Start start,
    int maxChunkSize,
    Progress progress) {

  /** From where the watcher wants to hear. */
  public sealed interface Start {}

  /** From nothing: a snapshot, then changes. */
  public record FromSnapshot() implements Start {}

  /**
   * From where a token was given; a token that is unknown or too old brings a hard reset and a
   * snapshot.
   */
  public record FromToken(String token) implements Start {}

  /**
   * Changes from that moment on, without a snapshot; a moment before the kept history brings a hard
   * reset and a snapshot.
   */
  public record FromTime(Instant time) implements Start {}

  /** The start that the fields of a request name; a token wins over a time. */
  public static Start start(String resumeToken, Optional<Instant> startingTime) {
    if (!resumeToken.isEmpty()) {
      return new FromToken(resumeToken);
    }
    return startingTime.<Start>map(FromTime::new).orElseGet(FromSnapshot::new);
  }
}
