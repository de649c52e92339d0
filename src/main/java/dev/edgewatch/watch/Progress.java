package dev.edgewatch.watch;

/** Whether a watcher wants to hear that it is up to date although nothing it sees has changed. */
public enum Progress {
  /** The public contract: silence means no change. */
  SILENT,
  /**
   * An empty current message at least every {@link WatchLimits#progressEvery()}, and when the total
   * changed.
   */
  REPORTED
}
