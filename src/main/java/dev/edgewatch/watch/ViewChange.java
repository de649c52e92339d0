package dev.edgewatch.watch;

import com.google.protobuf.ByteString;

/**
 * One change of what a stream shows (contract section 6.1). Resources are encoded and already
 * projected by the mask.
 */
public sealed interface ViewChange {
  /** A row appears at {@code index}; everything at or after it shifts by one. */
  record Added(ByteString resource, int index) implements ViewChange {}

  /**
   * A row changes and perhaps moves: removed at {@code previousIndex}, then inserted at {@code
   * index}.
   */
  record Modified(String name, ByteString resource, int previousIndex, int index)
      implements ViewChange {}

  /** A row leaves; {@code index} is where it was, 0 in stateless streams. */
  record Removed(String name, int index) implements ViewChange {}

  /** Stateless streams only: the present state of a resource. */
  record Current(ByteString resource) implements ViewChange {}
}
