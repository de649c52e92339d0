package dev.edgewatch.watch;

/** Limits that tests reach. */
final class Limits {
  private Limits() {}

  static WatchLimits pending(int changes) {
    WatchLimits standard = WatchLimits.standard();
    return new WatchLimits(
        standard.defaultPageSize(),
        standard.maxPageSize(),
        standard.chunkBytes(),
        standard.snapshotChunk(),
        changes,
        standard.progressEvery(),
        standard.totalsEvery(),
        standard.sizeEvery(),
        standard.idleView(),
        standard.idleCollection(),
        standard.history());
  }
}
