package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;

/**
 * {@code DeleteX}, answered by an empty message.
 *
 * @param allowMissing whether it is fine that nothing of that name exists
 */
public record DeleteRequest(String name, boolean allowMissing) implements StandardRequest {

  @Override
  public ByteString encode() {
    return new WireWriter().string(1, name).bool(2, allowMissing).encoded();
  }

  public static DeleteRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new DeleteRequest(fields.string(1), fields.bool(2));
  }
}
