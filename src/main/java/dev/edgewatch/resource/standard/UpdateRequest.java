package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import java.util.Optional;

/**
 * {@code UpdateX} (contract section 2.2).
 *
 * @param resource the encoded resource; its name says which one
 * @param updateMask paths to change; empty replaces everything a client may write
 * @param cas what the resource must be like for the update to be made
 * @param allowMissing creates the resource when it does not exist
 */
public record UpdateRequest(
    ByteString resource,
    FieldMask updateMask,
    Optional<Cas> cas,
    boolean allowMissing,
    ResponseMask responseMask)
    implements StandardRequest {
  private static final int BODY = 3;

  /**
   * The update is aborted unless the resource equals {@code conditionalState} at the paths of the
   * mask.
   */
  public record Cas(ByteString conditionalState, FieldMask fieldMask) {

    ByteString encode() {
      return new WireWriter().message(1, conditionalState).mask(2, fieldMask).encoded();
    }

    static Cas decode(ByteString encoded) {
      WireFields fields = WireFields.of(encoded);
      return new Cas(fields.message(1).orElse(ByteString.EMPTY), fields.mask(2));
    }
  }

  public static UpdateRequest of(ByteString resource, FieldMask updateMask) {
    return new UpdateRequest(
        resource, updateMask, Optional.empty(), false, new ResponseMask.Whole());
  }

  @Override
  public ByteString encode() {
    return new WireWriter()
        .message(2, resource)
        .mask(3, updateMask)
        .message(4, cas.map(Cas::encode))
        .bool(5, allowMissing)
        .message(6, responseMask.encode(BODY))
        .encoded();
  }

  /** Refuses a request without a resource. */
  public static UpdateRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    ByteString resource =
        fields.message(2).orElseThrow(() -> WireFields.malformed("there is no resource to update"));
    return new UpdateRequest(
        resource,
        fields.mask(3),
        fields.message(4).map(Cas::decode),
        fields.bool(5),
        ResponseMask.decode(fields.message(6), BODY));
  }
}
