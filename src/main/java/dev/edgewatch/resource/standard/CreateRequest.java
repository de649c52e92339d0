package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;

/**
 * {@code CreateX}.
 *
 * @param parent may be empty when the resource has its full name
 * @param resource the encoded resource; its output-only fields are dropped
 */
public record CreateRequest(String parent, ByteString resource, ResponseMask responseMask)
    implements StandardRequest {
  private static final int BODY = 2;

  public static CreateRequest of(String parent, ByteString resource) {
    return new CreateRequest(parent, resource, new ResponseMask.Whole());
  }

  @Override
  public ByteString encode() {
    return new WireWriter()
        .string(1, parent)
        .message(2, resource)
        .message(3, responseMask.encode(BODY))
        .encoded();
  }

  /** Refuses a request without a resource. */
  public static CreateRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    ByteString resource =
        fields.message(2).orElseThrow(() -> WireFields.malformed("there is no resource to create"));
    return new CreateRequest(
        fields.string(1), resource, ResponseMask.decode(fields.message(3), BODY));
  }
}
