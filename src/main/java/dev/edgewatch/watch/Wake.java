package dev.edgewatch.watch;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one transaction touched: windows to be cut anew, and streams that then have something to
 * send.
 */
final class Wake {
  private final Set<PageWindow> windows = new LinkedHashSet<>();
  private final Set<LiveStream> streams = new LinkedHashSet<>();

  void window(PageWindow window) {
    windows.add(window);
  }

  void stream(LiveStream stream) {
    streams.add(stream);
  }

  Set<PageWindow> windows() {
    return windows;
  }

  Set<LiveStream> streams() {
    return streams;
  }
}
