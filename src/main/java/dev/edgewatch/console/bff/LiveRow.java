package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a {@link LiveQuery}: a stable object whose content is replaced when it is drained.
 * Read it only where the list is drained (with the UI's lock). Identity is the resource name.
 */
public interface LiveRow {
  String name();

  String region();

  /** The resource, masked to what was asked for. */
  Message resource();

  /** Since when this row is a last known value of a lost region. */
  Optional<Instant> heldSince();

  /**
   * When each path (snake case, of the asked ones) last changed while shown; drives the
   * changed-cell mark.
   */
  Map<String, Instant> changedPaths();

  /** When the row entered the list while it was live; empty for rows of the first snapshot. */
  Optional<Instant> enteredAt();

  /** The resource was deleted or left the filter, and the row stays because somebody holds it. */
  boolean gone();
}
