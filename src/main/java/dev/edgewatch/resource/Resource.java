package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

/**
 * One resource as it was stored: its type, its name and its encoded bytes. The message is decoded
 * on demand and not kept, because most resources of a region are only passed on; hold on to {@link
 * #message()} when it is needed twice.
 *
 * @param type its declared type
 * @param name its full name, for example {@code projects/p/regions/r/devices/d}
 * @param encoded the protobuf encoding of the whole resource
 */
public record Resource(ResourceType type, String name, ByteString encoded) {

  public static Resource of(ResourceType type, Message message) {
    return new Resource(type, type.nameOf(message), message.toByteString());
  }

  /**
   * The decoded resource: a generated message for compiled types, a dynamic one for discovered
   * types.
   */
  public Message message() {
    try {
      return type.parser().parseFrom(encoded);
    } catch (InvalidProtocolBufferException stored) {
      throw new IllegalStateException(
          "stored bytes of " + name + " are not a " + type.fullName(), stored);
    }
  }

  /** The decoded resource as the generated message {@code M}. */
  public <M extends Message> M as(Class<M> message) {
    return message.cast(message());
  }

  @Override
  public String toString() {
    return type.fullName() + " " + name;
  }
}
