package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;

/**
 * {@code ListXs}: a page of the resources below a parent.
 *
 * @param parent possibly with wildcards; empty for types without parents
 * @param pageSize 0 for the server's default; the server may return fewer
 * @param pageToken empty for the first page
 * @param includePagingInfo whether the answer tells offset and total
 */
public record ListRequest(
    String parent,
    int pageSize,
    String pageToken,
    String orderBy,
    String filter,
    FieldMask fieldMask,
    View view,
    boolean includePagingInfo)
    implements PagedRequest {

  /** The first page of everything below a parent. */
  public static ListRequest of(String parent) {
    return new ListRequest(
        parent, 0, "", "", "", FieldMask.getDefaultInstance(), View.UNSPECIFIED, false);
  }

  /** The same list at another page. */
  public ListRequest at(String otherPageToken) {
    return new ListRequest(
        parent, pageSize, otherPageToken, orderBy, filter, fieldMask, view, includePagingInfo);
  }

  @Override
  public ListRequest below(String otherParent, int size, FieldMask mask) {
    return new ListRequest(otherParent, size, pageToken, orderBy, filter, mask, view, true);
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
        .bool(8, includePagingInfo)
        .encoded();
  }

  public static ListRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new ListRequest(
        fields.string(1),
        fields.int32(2),
        fields.string(3),
        fields.string(4),
        fields.string(5),
        fields.mask(6),
        fields.view(7),
        fields.bool(8));
  }
}
