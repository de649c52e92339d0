package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Answer of {@code BatchGetXs}.
 *
 * @param resources encoded and masked, in the order of the request
 * @param missing names of which nothing exists
 */
public record BatchGetResponse(List<ByteString> resources, List<String> missing) {
  public BatchGetResponse {
    resources = List.copyOf(resources);
    missing = List.copyOf(missing);
  }

  public ByteString encode() {
    return new WireWriter().messages(1, resources).strings(2, missing).encoded();
  }

  public static BatchGetResponse decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new BatchGetResponse(fields.messages(1), fields.strings(2));
  }
}
