package dev.edgewatch.region;

import dev.edgewatch.api.types.Lifecycle;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The resource a new one is created below: it must exist and must not be on its way out. */
record Parents(Catalog catalog) {

  /** Reads the parent in the session, so that it still exists when the child is committed. */
  void require(Session session, ResourceName child) {
    parent(child).ifPresent(name -> require(session, child, name));
  }

  private static void require(Session session, ResourceName child, ResourceName parent) {
    Optional<Resource> found = session.get(parent.type(), parent.text());
    if (found.isEmpty()) {
      throw refused("PARENT_MISSING", child, parent, "does not exist");
    }
    Lifecycle lifecycle = MetadataField.of(parent.type(), found.get().message()).getLifecycle();
    if (lifecycle.getState() == Lifecycle.State.DELETING) {
      throw refused("PARENT_DELETING", child, parent, "is being deleted");
    }
  }

  /**
   * {@code projects/p} for {@code projects/p/regions/r/devices/d}: the nearest part of the name
   * that names a resource.
   */
  private Optional<ResourceName> parent(ResourceName child) {
    String text = child.parent().text();
    while (!text.isEmpty()) {
      Optional<ResourceName> named = named(child.type(), text);
      if (named.isPresent()) {
        return named;
      }
      int id = text.lastIndexOf('/');
      int collection = text.lastIndexOf('/', id - 1);
      text = collection < 0 ? "" : text.substring(0, collection);
    }
    return Optional.empty();
  }

  /** A copy of the parent in the child's own service comes first. */
  private Optional<ResourceName> named(ResourceType child, String text) {
    return catalog.types().stream()
        .sorted(Comparator.comparing(type -> !type.service().equals(child.service())))
        .flatMap(type -> type.findName(text).stream())
        .findFirst();
  }

  private static RuntimeException refused(
      String reason, ResourceName child, ResourceName parent, String state) {
    return new Refusal.Precondition(
            reason,
            child.type().simpleName()
                + " '"
                + child.text()
                + "' cannot be created: "
                + parent.type().simpleName()
                + " '"
                + parent.text()
                + "' "
                + state,
            List.of(parent.text()))
        .exception();
  }
}
