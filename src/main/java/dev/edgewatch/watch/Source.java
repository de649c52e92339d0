package dev.edgewatch.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has to say next. Called under the stream's lock; may take the collection's lock
 * inside.
 */
interface Source {
  /** The next message, or null when the watcher has been told everything. */
  @Nullable WatchMessage next(Instant now);

  /**
   * Something worth saying although nothing changed, or null; asked only when {@link #next} had
   * nothing.
   */
  @Nullable WatchMessage idle(Instant now, Instant lastSent);

  /** {@code stream}, which is this one's, has ended; lets go of what it followed. */
  void closed(LiveStream stream);
}
