package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.api.types.WatchType;
import dev.edgewatch.resource.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code WatchXs}: a live page (stateful, contract section 6.3) or all matching resources
 * (stateless, section 6.4).
 *
 * @param pageSize rows of the page, 0 for the server's default; 0 in stateless watches
 * @param pageToken where the page begins; empty in stateless watches
 * @param orderBy empty in stateless watches
 * @param resumeToken stateless only: go on after this token
 * @param startingTime stateless only: no snapshot, changes from this moment on
 * @param maxChunkSize changes per message, 0 for the server's choice, at most 100
 */
public record WatchManyRequest(
    WatchType type,
    String parent,
    int pageSize,
    String pageToken,
    String orderBy,
    String resumeToken,
    Optional<Instant> startingTime,
    String filter,
    FieldMask fieldMask,
    View view,
    int maxChunkSize)
    implements StandardRequest {

  /** A live page of {@code pageSize} rows in an order, from a page token on. */
  public static WatchManyRequest page(
      String parent,
      String filter,
      String orderBy,
      String pageToken,
      int pageSize,
      FieldMask fieldMask) {
    return new WatchManyRequest(
        WatchType.STATEFUL,
        parent,
        pageSize,
        pageToken,
        orderBy,
        "",
        Optional.empty(),
        filter,
        fieldMask,
        View.UNSPECIFIED,
        0);
  }

  /** All resources below a parent that pass a filter, whole. */
  public static WatchManyRequest all(String parent, String filter) {
    return new WatchManyRequest(
        WatchType.STATELESS,
        parent,
        0,
        "",
        "",
        "",
        Optional.empty(),
        filter,
        FieldMask.getDefaultInstance(),
        View.FULL,
        0);
  }

  /** The same watch, going on after a token; an empty one begins anew. */
  public WatchManyRequest after(String otherResumeToken) {
    return new WatchManyRequest(
        type,
        parent,
        pageSize,
        pageToken,
        orderBy,
        otherResumeToken,
        otherResumeToken.isEmpty() ? startingTime : Optional.empty(),
        filter,
        fieldMask,
        view,
        maxChunkSize);
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
        .view(8, view)
        .int32(9, type.getNumber())
        .string(10, resumeToken)
        .int32(11, maxChunkSize)
        .time(12, startingTime)
        .encoded();
  }

  public static WatchManyRequest decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    WatchType type = WatchType.forNumber(fields.int32(9));
    if (type == null) {
      throw Refusal.invalid(
          "WATCH_TYPE_UNKNOWN", "type", "type is " + fields.int32(9) + "; expected 0 or 1");
    }
    return new WatchManyRequest(
        type,
        fields.string(1),
        fields.int32(2),
        fields.string(3),
        fields.string(4),
        fields.string(10),
        fields.time(12),
        fields.string(5),
        fields.mask(6),
        fields.view(8),
        fields.int32(11));
  }
}
