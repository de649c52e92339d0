package dev.edgewatch.watch;

import com.google.protobuf.ByteString;

/** A row as a window shows it: {@code resource} is encoded and projected by the window's mask. */
record Shown(Entry entry, ByteString resource) {
  /** Whether it was made from that very entry; entries are replaced, never changed. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(Entry other) {
    return entry == other;
  }

  String name() {
    return entry.resource().name();
  }
}
