package dev.edgewatch.watch;

/**
 * Where a page lies in its view: the ranks {@code from} to before {@code to}, of {@code total}
 * rows.
 */
record Slice(int from, int to, int total) {
  boolean hasBefore() {
    return from > 0;
  }

  boolean hasAfter() {
    return to < total;
  }
}
