package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A watcher of a page. It has no queue of changes: it holds on to the window's state that it sent
 * last, and says the difference to the present one. Only the parts of one difference that is being
 * sent are kept, at most a page.
 */
final class PageSource implements Source {
  private final ResidentCollection collection;
  private final PageWindow window;
  private final int maxChunkSize;
  private final Progress progress;
  private final WatchLimits limits;
  private final Deque<WatchMessage> parts = new ArrayDeque<>();
  private @Nullable WindowState sent;
  private long toldTotal = -1;
  private Instant toldTotalAt = Instant.EPOCH;

  PageSource(
      ResidentCollection collection, PageWindow window, PageWatch watch, WatchLimits limits) {
    this.collection = collection;
    this.window = window;
    this.maxChunkSize = watch.maxChunkSize();
    this.progress = watch.progress();
    this.limits = limits;
  }

  @Override
  public @Nullable WatchMessage next(Instant now) {
    if (parts.isEmpty()) {
      WindowState state = window.state();
      if (sent == null || sent.version() != state.version()) {
        parts.addAll(window.messages(sent, state, maxChunkSize));
        toldTotal = state.total();
      }
      sent = state;
    }
    return parts.poll();
  }

  @Override
  public @Nullable WatchMessage idle(Instant now, Instant lastSent) {
    if (progress == Progress.SILENT) {
      return null;
    }
    // position before total before state: whatever the position covers is in what is read after it
    Position position = collection.position();
    long total = window.view().total();
    if (!parts.isEmpty() || sent == null || sent.version() != window.state().version()) {
      return null;
    }
    boolean totalDue = total != toldTotal && !now.isBefore(toldTotalAt.plus(limits.totalsEvery()));
    if (!totalDue && !new Beat(limits.progressEvery()).isBetween(lastSent, now)) {
      return null;
    }
    toldTotal = total;
    toldTotalAt = now;
    return collection.signOfLife(position, total);
  }

  @Override
  public void closed(LiveStream stream) {
    collection.closePage(window, stream);
  }
}
