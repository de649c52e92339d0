package dev.edgewatch.region;

import dev.edgewatch.iam.Requester;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Query;

/** What somebody asks of a collection that he may list. */
public final class AskedQuery {
  private AskedQuery() {}

  /**
   * The query as it was asked. Refuses what is no filter and no order, and those that use fields
   * which the caller may not see below the parent: what is found, and in which order, would tell of
   * them.
   */
  public static Query of(
      Region region, Requester requester, ParentName parent, String filter, String orderBy) {
    return of(region, requester, parent, Filter.parse(parent.type(), filter), orderBy);
  }

  static Query of(
      Region region, Requester requester, ParentName parent, Filter filter, String orderBy) {
    OrderBy order = OrderBy.parse(parent.type(), orderBy);
    FieldAccess access = FieldAccess.below(region, requester, parent);
    access.requireVisible(filter.paths());
    access.requireVisible(order.paths());
    return new Query(parent.type(), parent, filter, order);
  }
}
