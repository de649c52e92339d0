package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import java.util.Optional;

/** What a create or an update answers: the {@code ResponseMask} nested in their requests. */
public sealed interface ResponseMask {

  /** The whole resource; what applies when the request holds no response mask. */
  record Whole() implements ResponseMask {}

  /** An empty resource. */
  record Nothing() implements ResponseMask {}

  /** The paths that changed, and the name. Updates only. */
  record UpdatedFields() implements ResponseMask {}

  /** The named paths. */
  record Body(FieldMask mask) implements ResponseMask {}

  /**
   * Encodes for an update when {@code bodyField} is 3, for a create when it is 2; nothing for the
   * whole resource.
   */
  default Optional<ByteString> encode(int bodyField) {
    return switch (this) {
      case Whole() -> Optional.empty();
      case Nothing() -> Optional.of(new WireWriter().bool(1, true).encoded());
      case UpdatedFields() -> Optional.of(new WireWriter().bool(2, true).encoded());
      case Body(var mask) ->
          Optional.of(new WireWriter().message(bodyField, mask.toByteString()).encoded());
    };
  }

  /**
   * In a create the body is field 2, in an update it is 3 and 2 asks for the updated fields only.
   */
  static ResponseMask decode(Optional<ByteString> encoded, int bodyField) {
    WireFields fields = WireFields.of(encoded.orElse(ByteString.EMPTY));
    int member = fields.lastOf(1, 2, bodyField);
    if (member == bodyField) {
      return new Body(fields.mask(bodyField));
    }
    if (member == 0 || !fields.bool(member)) {
      return new Whole();
    }
    return member == 1 ? new Nothing() : new UpdatedFields();
  }
}
