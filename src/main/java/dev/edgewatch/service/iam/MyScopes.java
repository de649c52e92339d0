package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Query;

/**
 * The projects or organizations that the caller has a binding in or above (contract section 11.6).
 * Any region answers, from its rows and copies.
 *
 * @param kind which of them
 */
record MyScopes(Region region, ResourceType type, Filter kind) {

  static MyScopes all(Region region, ResourceType type) {
    return new MyScopes(region, type, Filter.all(type));
  }

  /** Projects that own services: operators mark them when they set the service up. */
  static MyScopes ofServices(Region region, ResourceType type) {
    return new MyScopes(
        region,
        type,
        Filter.parse(type, "metadata.labels.edgelq-is-service-project-type IS NOT NULL"));
  }

  /** One of the methods. */
  <Q extends Message, A extends Message> CustomMethod<Q, A> method(
      String fullName, Q request, A answer) {
    return new CustomMethod.Unary<>(
        fullName, request, answer, (context, asked) -> answer(context, asked, answer));
  }

  private <A extends Message> A answer(CallContext context, Message request, A empty) {
    ListMessages list = new ListMessages(region, context, type.parseParent(""), request);
    Query asked = list.query();
    Filter own = region.authorized(authorizer -> authorizer.belonging(context.requester(), type));
    Query query = new Query(type, asked.parent(), asked.filter().and(kind).and(own), asked.order());
    @SuppressWarnings("unchecked") // a builder of a class builds messages of that class
    A built = (A) list.answer(empty, list.page(query)).build();
    return built;
  }
}
