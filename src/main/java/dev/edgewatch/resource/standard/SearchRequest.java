package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;

/**
 * {@code SearchXs}: a page of the resources in which all words of a phrase occur. Answered by a
 * {@link ListResponse} that always tells offset and total.
 *
 * @param phrase words to be found in the type's search fields
 */
public record SearchRequest(
    String parent,
    int pageSize,
    String pageToken,
    String orderBy,
    String filter,
    FieldMask fieldMask,
    View view,
    String phrase)
    implements PagedRequest {

  /** The same search at another page. */
  public SearchRequest at(String otherPageToken) {
    return new SearchRequest(
        parent, pageSize, otherPageToken, orderBy, filter, fieldMask, view, phrase);
  }

  @Override
  public boolean includePagingInfo() {
    return true;
  }

  @Override
  public SearchRequest below(String otherParent, int size, FieldMask mask) {
    return new SearchRequest(otherParent, size, pageToken, orderBy, filter, mask, view, phrase);
  }

  @Override
  public ByteString encode() {
    return new WireWriter()
        .string(1, parent)
        .int32(2, pageSize)
        .string(3, pageToken)
        .string(4, orderBy)
        .string(5, filter)
        .mask(6, fieldMask)
        .view(7, view)
        .string(8, phrase)
        .encoded();
  }

  public static SearchRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new SearchRequest(
        fields.string(1),
        fields.int32(2),
        fields.string(3),
        fields.string(4),
        fields.string(5),
        fields.mask(6),
        fields.view(7),
        fields.string(8));
  }
}
