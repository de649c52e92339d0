package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;

/**
 * One change in a watch, the message {@code XChange} of each type (contract section 6.1). Resources
 * are encoded and already masked. Indexes count from 0 within the page watched, each relative to
 * the state after the change before; they are 0 in streams that are not pages.
 */
public sealed interface ResourceChange {

  /** A resource appears at {@code viewIndex}; what stood there and behind moves by one. */
  record Added(ByteString resource, int viewIndex) implements ResourceChange {}

  /**
   * A resource has new content and perhaps another place: it leaves {@code previousViewIndex}, then
   * enters {@code viewIndex}. The message's field mask (3) stays empty: the resource always
   * replaces what the client has.
   */
  record Modified(String name, ByteString resource, int previousViewIndex, int viewIndex)
      implements ResourceChange {}

  /**
   * A resource is deleted, does not match any longer or leaves the page; {@code viewIndex} is where
   * it was.
   */
  record Removed(String name, int viewIndex) implements ResourceChange {}

  /** Stateless streams only: the present content of a resource. */
  record Current(ByteString resource) implements ResourceChange {}

  default ByteString encode() {
    return switch (this) {
      case Added(var resource, var index) ->
          oneof(1, new WireWriter().message(1, resource).int32(2, index));
      case Modified(var name, var resource, var previous, var index) ->
          oneof(
              2,
              new WireWriter()
                  .string(1, name)
                  .message(2, resource)
                  .int32(4, previous)
                  .int32(5, index));
      case Removed(var name, var index) ->
          oneof(3, new WireWriter().string(1, name).int32(2, index));
      case Current(var resource) -> oneof(4, new WireWriter().message(1, resource));
    };
  }

  private static ByteString oneof(int number, WireWriter member) {
    return new WireWriter().message(number, member.encoded()).encoded();
  }

  static ResourceChange decode(ByteString encoded) {
    WireFields change = WireFields.of(encoded);
    int member = change.lastOf(1, 2, 3, 4);
    WireFields fields = WireFields.of(change.message(member).orElse(ByteString.EMPTY));
    return switch (member) {
      case 1 -> new Added(fields.message(1).orElse(ByteString.EMPTY), fields.int32(2));
      case 2 ->
          new Modified(
              fields.string(1),
              fields.message(2).orElse(ByteString.EMPTY),
              fields.int32(4),
              fields.int32(5));
      case 3 -> new Removed(fields.string(1), fields.int32(2));
      case 4 -> new Current(fields.message(1).orElse(ByteString.EMPTY));
      default ->
          throw WireFields.malformed("a change is none of added, modified, removed and current");
    };
  }
}
