package dev.edgewatch.region;

import dev.edgewatch.access.FieldValues;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import java.util.Optional;

/**
 * Which region has a resource whose name says none: of types that regions do not copy from each
 * other only the owner, so the others ask it instead of saying that there is none. Whoever may not
 * do it is refused before anything is looked up: he learns nothing of what exists, and nothing is
 * loaded for him.
 */
record SoleOwners(Region region, Ownership ownership) {

  /** Another region that is to be asked; empty when this one knows as much as any. */
  Optional<String> of(Permission permission, CallContext context, StandardRequest request) {
    return switch (request) {
      case GetRequest get -> of(permission, context, get.name());
      case WatchOneRequest watch -> of(permission, context, watch.name());
      case DeleteRequest delete -> of(permission, context, delete.name());
      case UpdateRequest update ->
          of(permission, context, permission.type().nameOf(update.resource()));
      default -> Optional.empty();
    };
  }

  /** The same for one name; a call that has been here before is not sent round. */
  Optional<String> of(Permission permission, CallContext context, String text) {
    if (ownership.copied().contains(permission.type().fullName())
        || context.onward().passed(region.id())) {
      return Optional.empty();
    }
    return permission
        .type()
        .findName(text)
        .filter(name -> !name.hasWildcard() && name.region().isEmpty())
        .map(name -> permitted(permission, context, name))
        .map(ownership::owner)
        .filter(owner -> !owner.equals(region.id()));
  }

  /** What is in it decides its owner, where a grant depends on that. */
  private ResourceName permitted(Permission permission, CallContext context, ResourceName name) {
    return region.authorized(
        authorizer ->
            authorizer.require(context.requester(), permission, name, FieldValues.ELSEWHERE));
  }
}
