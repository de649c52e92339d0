package dev.edgewatch.watch;

/** An open stream, as seen by the gate. Thread-safe. */
public interface WatchStream extends AutoCloseable {
  /** The sink can take messages again. */
  void onReady();

  @Override
  void close();
}
