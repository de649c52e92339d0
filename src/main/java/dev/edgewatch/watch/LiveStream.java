package dev.edgewatch.watch;

import dev.edgewatch.resource.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open stream: takes messages from its source while the sink is ready, and keeps none. Its lock
 * makes sure that messages go out one after the other. Locks are taken in the order stream, then
 * collection; never a stream's under a collection's.
 */
final class LiveStream implements WatchStream {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

  private final WatchSink sink;
  private final Source source;
  private final Clock clock;
  private Instant lastSent;
  private boolean sending;
  private boolean open = true;

  LiveStream(WatchSink sink, Source source, Clock clock) {
    this.sink = sink;
    this.source = source;
    this.clock = clock;
    this.lastSent = clock.instant();
  }

  /** Sends what there is to send, as far as the sink is ready. */
  synchronized void flush() {
    if (sending) {
      return; // the sink called back from within send; the loop below goes on anyway
    }
    sending = true;
    try {
      while (open && sink.isReady()) {
        WatchMessage next = source.next(clock.instant());
        if (next == null) {
          return;
        }
        send(next);
      }
    } catch (RuntimeException unexpected) {
      giveUp(unexpected);
    } finally {
      sending = false;
    }
  }

  /**
   * Called at intervals: what is worth saying without a change.
   *
   * @return false if the watcher is so far behind that nothing could be said
   */
  synchronized boolean pulse(Instant now) {
    flush();
    try {
      while (open && sink.isReady()) {
        WatchMessage idle = source.idle(now, lastSent);
        if (idle == null) {
          return true;
        }
        send(idle);
      }
    } catch (RuntimeException unexpected) {
      giveUp(unexpected);
    }
    return !open;
  }

  /** Ends the stream with a refusal, if it is still open. */
  synchronized void fail(Refusal refusal) {
    if (open) {
      close();
      try {
        sink.fail(refusal);
      } catch (RuntimeException gone) {
        LOG.debug("the watcher is gone", gone);
      }
    }
  }

  @Override
  public void onReady() {
    flush();
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      source.closed(this);
    }
  }

  private void send(WatchMessage message) {
    lastSent = clock.instant();
    try {
      sink.send(message);
    } catch (RuntimeException gone) {
      LOG.debug("the watcher is gone", gone);
      close();
    }
  }

  /**
   * What goes wrong in one stream concerns its own watcher only, not the feed's thread nor the
   * others.
   */
  private void giveUp(RuntimeException unexpected) {
    LOG.error("a watch stream broke", unexpected);
    fail(
        new Refusal.Unavailable(
            "WATCH_BROKEN", "the watch broke off; open it again", Duration.ofSeconds(1)));
  }
}
