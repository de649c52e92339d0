package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What a live list needs from one region: live pages of its query, and where a key stands in the
 * region's result.
 */
interface RegionPages {

  /**
   * Opens a live page. Returns at once; the listener is called by one thread at a time, not
   * necessarily the same one.
   *
   * @param anchor the first row is the one at or after this key; empty for the start of the result
   */
  AutoCloseable watch(Optional<OrderBy.Key> anchor, int size, Listener listener);

  /** The key at an offset of the region's result; empty behind its end. Blocks. */
  Optional<OrderBy.Key> keyAt(long offset);

  /** How many rows of the region stand before the key. Blocks. */
  long rank(OrderBy.Key key);

  /** Whether the region has a resource of this name, whatever the query. Blocks. */
  boolean exists(String name);

  /** Receives what a region says about a page. */
  interface Listener {
    /** The page is being sent from scratch: what was known of it is void. */
    void reset();

    /**
     * A complete change set; indexes count from the start of the page, each after the one before
     * was applied.
     */
    void changes(List<RowChange> changes, Status status);

    /** The stream ended; nothing follows. */
    void ended(Refusal refusal);
  }

  /** One change of a page (contract section 6.1). */
  sealed interface RowChange {
    record Added(int index, ByteString resource) implements RowChange {}

    record Modified(int previousIndex, int index, ByteString resource) implements RowChange {}

    record Removed(int index) implements RowChange {}
  }

  /**
   * What a region says of a page beside its rows.
   *
   * @param total rows of the region that match, or -1 when unknown
   * @param more whether rows follow behind the page
   * @param position text of the position applied, empty when the region does not tell
   */
  record Status(long total, boolean more, String position) {}
}
