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

  /** Present when the row has left the list, and stays because somebody has his hand on it. */
  Optional<Gone> gone();

  /** Since when a row is not part of the list any more, and why. */
  record Gone(Instant at, Why why) {
    /** Why a row left. */
    public enum Why {
      /** The resource does not exist any more. */
      DELETED,
      /** The resource does not match the filter any more, or was deleted: it is not known yet. */
      LEFT,
      /** The resource exists and does not match the filter any more. */
      NO_MATCH,
      /** Its region is not part of the list any more. */
      REGION_LEFT
    }
  }
}
