package dev.edgewatch.watch;

import dev.edgewatch.resource.Refusal;
import java.time.Duration;

/**
 * Bounds of the watch engine, in one place.
 *
 * @param defaultPageSize rows of a page when the request says 0
 * @param maxPageSize larger pages are cut to this, silently
 * @param chunkBytes most resource bytes in one message, so that it stays under the 1 MiB that
 *     clients accept
 * @param snapshotChunk most changes in a message of a stateless stream
 * @param pendingChanges changed names a stateless stream may be behind before it is reset
 * @param progressEvery longest silence of a stream that reports progress: then it sends an empty
 *     current message
 * @param totalsEvery how often a changed total is reported at most; also the period of the engine's
 *     own thread
 * @param sizeEvery silence after which a stateless stream says how many rows its client should
 *     hold; said at the first multiple of {@code progressEvery} after it
 * @param idleView how long an ordered view without streams is kept
 * @param idleCollection how long a collection that nobody reads or watches is kept
 * @param history how far back a watch may start from a time
 */
public record WatchLimits(
    int defaultPageSize,
    int maxPageSize,
    int chunkBytes,
    int snapshotChunk,
    int pendingChanges,
    Duration progressEvery,
    Duration totalsEvery,
    Duration sizeEvery,
    Duration idleView,
    Duration idleCollection,
    Duration history) {

  public static WatchLimits standard() {
    return new WatchLimits(
        100,
        1_000,
        512 * 1024,
        100,
        1_000,
        Duration.ofSeconds(5),
        Duration.ofMillis(250),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        Duration.ofHours(1));
  }

  /** The number of rows a request's page size means; refuses a negative one (AIP-158, gap A1). */
  int pageSize(int requested) {
    if (requested < 0) {
      throw Refusal.invalid(
          "PAGE_SIZE_OUT_OF_RANGE",
          "page_size",
          "page_size is " + requested + "; expected 0 to " + maxPageSize);
    }
    return requested == 0 ? defaultPageSize : Math.min(requested, maxPageSize);
  }
}
