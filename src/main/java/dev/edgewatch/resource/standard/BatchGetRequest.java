package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import java.util.List;

/** {@code BatchGetXs}: several resources by their names. */
public record BatchGetRequest(List<String> names, FieldMask fieldMask, View view)
    implements StandardRequest {
  public BatchGetRequest {
    names = List.copyOf(names);
  }

  @Override
  public ByteString encode() {
    return new WireWriter().strings(2, names).mask(3, fieldMask).view(4, view).encoded();
  }

  public static BatchGetRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new BatchGetRequest(fields.strings(2), fields.mask(3), fields.view(4));
  }
}
