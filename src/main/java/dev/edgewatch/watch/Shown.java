package dev.edgewatch.watch;

import com.google.protobuf.ByteString;

/** A row as a window shows it: {@code resource} is encoded and projected by the window's mask. */
record Shown(Entry entry, ByteString resource) {
  String name() {
    return entry.resource().name();
  }
}
