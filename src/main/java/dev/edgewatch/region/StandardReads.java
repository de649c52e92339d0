package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.Authorizer;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Query;
import java.time.Duration;
import java.util.Optional;

/**
 * The steps that reading methods have in common: names to authorized names, texts to a query,
 * resources to answers.
 */
record StandardReads(Region region) {
  /** A concrete name that the caller may read. */
  ResourceName name(CallContext context, Permission permission, String text) {
    ResourceName name = permission.type().parseName(text).requireConcrete();
    return region.authorized(
        authorizer ->
            authorizer.require(context.requester(), permission, name, region.stored(name)));
  }

  /** What this region knows by that name. */
  Optional<Resource> row(ResourceName name) {
    return region.watches().get(name.type(), name.text());
  }

  /**
   * Rows that belong to one that was read. The feed tells of the rows of one commit one type after
   * the other, so that what was not heard of yet may be in the database already.
   */
  Sealing.Rows rowsOf(CallContext context) {
    return name -> row(name).or(() -> region.read(context, name));
  }

  /**
   * Refuses the caller when what he may see of a collection is not what it was, so that he asks
   * anew.
   */
  void requireSame(
      Requester requester,
      Permission permission,
      Query query,
      Filter asked,
      Authorizer authorizer) {
    Filter visible = authorizer.visible(requester, permission, query.parent(), asked);
    if (!asked.and(visible).equals(query.filter())) {
      throw new Refusal.Unavailable(
              "ACCESS_CHANGED",
              "what you may see of " + permission.type().plural() + " has changed; ask again",
              Duration.ZERO)
          .exception();
    }
  }

  /** The query of a collection, narrowed to what the caller may see. */
  Query query(
      Requester requester,
      Permission permission,
      String parentText,
      String filterText,
      String orderText) {
    ResourceType type = permission.type();
    ParentName parent = type.parseParent(parentText);
    Filter filter = filter(requester, permission, parent, filterText);
    Filter visible =
        region.authorized(authorizer -> authorizer.visible(requester, permission, parent, filter));
    Query asked = AskedQuery.of(region, requester, parent, filter, orderText);
    return new Query(type, parent, filter.and(visible), asked.order());
  }

  /** Who may not ask is told so, and not what is wrong with his question. */
  private Filter filter(
      Requester requester, Permission permission, ParentName parent, String text) {
    ResourceType type = permission.type();
    try {
      return Filter.parse(type, text);
    } catch (RefusalException malformed) {
      region.authorized(
          authorizer -> authorizer.visible(requester, permission, parent, Filter.all(type)));
      throw malformed;
    }
  }

  /** What of a resource is answered. */
  static Mask mask(FieldAccess access, View view, FieldMask fieldMask) {
    return access.shown(Mask.ofView(access.type(), view, fieldMask));
  }

  FieldAccess access(CallContext context, ResourceName name) {
    return FieldAccess.on(region, context.requester(), name);
  }

  FieldAccess access(CallContext context, ParentName parent) {
    return FieldAccess.below(region, context.requester(), parent);
  }

  /** A resource as it is answered: the stored bytes themselves when nothing is masked. */
  static ByteString projected(Resource resource, Mask mask) {
    return mask.project(resource.encoded());
  }
}
