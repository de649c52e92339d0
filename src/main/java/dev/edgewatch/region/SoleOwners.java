package dev.edgewatch.region;

import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import java.util.Optional;

/**
 * Which region has a resource whose name says none: of types that regions do not copy from each
 * other only the owner, so the others ask it instead of saying that there is none.
 */
record SoleOwners(Region region, Ownership ownership) {

  /** Another region that is to be asked; empty when this one knows as much as any. */
  Optional<String> of(ResourceType type, StandardRequest request) {
    return switch (request) {
      case GetRequest get -> of(type, get.name());
      case WatchOneRequest watch -> of(type, watch.name());
      case DeleteRequest delete -> of(type, delete.name());
      case UpdateRequest update -> of(type, type.nameOf(update.resource()));
      default -> Optional.empty();
    };
  }

  Optional<String> of(ResourceType type, String text) {
    if (ownership.copied().contains(type.fullName())) {
      return Optional.empty();
    }
    return type.findName(text)
        .filter(name -> !name.hasWildcard() && name.region().isEmpty())
        .map(this::owner)
        .filter(owner -> !owner.equals(region.id()))
        .filter(owner -> region.watches().get(type, text).isEmpty());
  }

  private String owner(ResourceName name) {
    return ownership.syncing(name).getOwningRegion();
  }
}
