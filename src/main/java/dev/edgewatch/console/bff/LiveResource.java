package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One resource, kept live by a single watch in the region that owns it. Like {@link LiveQuery} it
 * is written by the stream and drained by the view; no method blocks.
 */
public interface LiveResource extends AutoCloseable {

  String name();

  /**
   * The latest drained state; empty before the first answer, after the resource was deleted, and as
   * soon as the region refuses to show it.
   */
  Optional<Message> resource();

  /** Takes what arrived since the last drain; true when anything is different. */
  boolean drain();

  /** Whether the owning region has answered at all. */
  boolean answered();

  /** The region refuses to show it to this person, as it last said. */
  boolean denied();

  /** The resource was there and has been deleted. */
  boolean deleted();

  /** Asks again now instead of when the back-off ends; nothing while the watch is open. */
  void retryNow();

  /** State of the watch; {@code rows} is 0 or 1. */
  LiveQuery.RegionState region();

  /**
   * When each path last changed while watched, by path in snake case of depth one, or of a map key.
   */
  Map<String, Instant> changedPaths();

  @Override
  void close();
}
