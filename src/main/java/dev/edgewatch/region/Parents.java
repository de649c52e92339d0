package dev.edgewatch.region;

import dev.edgewatch.resource.Ancestor;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * What a new resource is created below: the nearest must exist, and nothing above may be on its way
 * out.
 */
record Parents(Catalog catalog) {

  /** Reads a resource in the session of a method, with what this one has changed. */
  @FunctionalInterface
  interface Reading {
    Optional<Resource> get(ResourceType type, String name);
  }

  /** Reads them in the session, so that they still are as they are when the child is committed. */
  void require(Reading session, ResourceName child) {
    List<Ancestor> ancestors = catalog.ancestors(child);
    for (int i = 0; i < ancestors.size(); i++) {
      Ancestor ancestor = ancestors.get(i);
      boolean nearest = i == 0;
      Optional<Resource> found = nearest ? find(session, ancestor) : deleting(session, ancestor);
      if (nearest && found.isEmpty()) {
        throw refused("PARENT_MISSING", child, ancestor, "does not exist");
      }
      if (found.filter(MetadataField::isDeleting).isPresent()) {
        throw refused("PARENT_DELETING", child, ancestor, "is being deleted");
      }
    }
  }

  private static Optional<Resource> find(Reading session, Ancestor ancestor) {
    return ancestor.types().stream()
        .flatMap(type -> session.get(type, ancestor.name()).stream())
        .findFirst();
  }

  /** Of those further up only types that are deleted step by step can be on their way out. */
  private static Optional<Resource> deleting(Reading session, Ancestor ancestor) {
    return ancestor.types().stream()
        .filter(type -> type.declaration().getAsyncDelete())
        .flatMap(type -> session.get(type, ancestor.name()).stream())
        .findFirst();
  }

  private static RuntimeException refused(
      String reason, ResourceName child, Ancestor parent, String state) {
    ResourceType type = parent.types().getFirst();
    return new Refusal.Precondition(
            reason,
            child.type().simpleName()
                + " '"
                + child.text()
                + "' cannot be created: "
                + type.simpleName()
                + " '"
                + parent.name()
                + "' "
                + state,
            List.of(parent.name()))
        .exception();
  }
}
