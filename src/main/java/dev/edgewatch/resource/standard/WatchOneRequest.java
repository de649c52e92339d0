package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;

/** {@code WatchX}: one resource and its changes (contract section 6.2). */
public record WatchOneRequest(String name, FieldMask fieldMask, View view)
    implements StandardRequest {

  @Override
  public ByteString encode() {
    return new WireWriter().string(1, name).mask(2, fieldMask).view(4, view).encoded();
  }

  public static WatchOneRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new WatchOneRequest(fields.string(1), fields.mask(2), fields.view(4));
  }
}
