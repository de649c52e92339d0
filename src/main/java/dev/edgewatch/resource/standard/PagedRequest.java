package dev.edgewatch.resource.standard;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;

/** A request for a page of a collection; answered by a {@link ListResponse}. */
public sealed interface PagedRequest extends StandardRequest permits ListRequest, SearchRequest {

  /** Possibly with wildcards; empty for types without parents. */
  String parent();

  /** 0 for the server's default. */
  int pageSize();

  /** Empty for the first page. */
  String pageToken();

  String orderBy();

  String filter();

  FieldMask fieldMask();

  View view();

  /** Whether the answer tells offset and total. */
  boolean includePagingInfo();

  /**
   * The same page, told with offset and total, of the part of the collection below another parent.
   */
  PagedRequest below(String otherParent, int size, FieldMask mask);
}
