package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Answer of {@code ListXs} and {@code SearchXs}.
 *
 * @param resources encoded and masked, in order
 * @param previousPageToken empty when there is no page before
 * @param nextPageToken empty when there is no page behind
 * @param currentOffset rows before the page; 0 when paging info was not asked for
 * @param totalResultsCount rows that match; 0 when paging info was not asked for
 */
public record ListResponse(
    List<ByteString> resources,
    String previousPageToken,
    String nextPageToken,
    int currentOffset,
    int totalResultsCount) {
  public ListResponse {
    resources = List.copyOf(resources);
  }

  public ByteString encode() {
    return new WireWriter()
        .messages(1, resources)
        .string(3, previousPageToken)
        .string(4, nextPageToken)
        .int32(5, currentOffset)
        .int32(6, totalResultsCount)
        .encoded();
  }

  public static ListResponse decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new ListResponse(
        fields.messages(1), fields.string(3), fields.string(4), fields.int32(5), fields.int32(6));
  }
}
