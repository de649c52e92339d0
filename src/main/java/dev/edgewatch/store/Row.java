package dev.edgewatch.store;

import com.google.protobuf.ByteString;

/**
 * A stored resource, or its absence. A version belongs to one session only, so an equal version
 * means the same row.
 */
record Row(long version, ByteString data) {
  static final Row ABSENT = new Row(0, ByteString.EMPTY);

  boolean exists() {
    return version > 0;
  }
}
