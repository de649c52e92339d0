package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;

/**
 * {@code GetX}: one resource by its name.
 *
 * @param fieldMask what to return besides what the view says; empty for nothing besides
 */
public record GetRequest(String name, FieldMask fieldMask, View view) implements StandardRequest {

  public static GetRequest of(String name) {
    return new GetRequest(name, FieldMask.getDefaultInstance(), View.UNSPECIFIED);
  }

  @Override
  public ByteString encode() {
    return new WireWriter().string(1, name).mask(3, fieldMask).view(4, view).encoded();
  }

  public static GetRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new GetRequest(fields.string(1), fields.mask(3), fields.view(4));
  }
}
