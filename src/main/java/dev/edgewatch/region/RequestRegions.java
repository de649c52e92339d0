package dev.edgewatch.region;

import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.PagedRequest;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import java.util.List;
import java.util.Optional;

/**
 * Which region a request names, from the request alone (contract section 8.4); empty when it names
 * none.
 */
final class RequestRegions {
  private static final String OWNER = "metadata.syncing.owning_region";

  private RequestRegions() {}

  static Optional<String> of(ResourceType type, StandardRequest request) {
    return switch (request) {
      case GetRequest get -> name(type, get.name());
      case WatchOneRequest watch -> name(type, watch.name());
      case DeleteRequest delete -> name(type, delete.name());
      case UpdateRequest update -> name(type, type.nameOf(update.resource()));
      case BatchGetRequest batch -> names(type, batch.names());
      case CreateRequest create -> created(type, create);
      case PagedRequest page -> collection(type, page.parent(), page.filter());
      case WatchManyRequest watch -> collection(type, watch.parent(), watch.filter());
    };
  }

  static Optional<String> name(ResourceType type, String text) {
    return type.regional() ? type.findName(text).flatMap(ResourceName::region) : Optional.empty();
  }

  /** Those of several regions are asked for in each of them. */
  private static Optional<String> names(ResourceType type, List<String> names) {
    List<Optional<String>> regions =
        names.stream().map(text -> name(type, text)).distinct().toList();
    return regions.size() == 1 ? regions.getFirst() : Optional.empty();
  }

  private static Optional<String> created(ResourceType type, CreateRequest create) {
    if (!type.regional()) {
      return Optional.empty();
    }
    Optional<String> named = name(type, type.nameOf(create.resource()));
    return named.or(
        () ->
            create.parent().isEmpty()
                ? Optional.empty()
                : type.parseParent(create.parent()).region());
  }

  /** What the filter says about the owner overrides the parent. */
  static Optional<String> collection(ResourceType type, String parent, String filter) {
    Optional<String> inParent =
        type.regional() ? type.parseParent(parent).region() : Optional.empty();
    return filter.contains("owning")
        ? Filter.parse(type, filter)
            .pinned(FieldPath.parse(type.descriptor(), OWNER))
            .map(Object::toString)
            .or(() -> inParent)
        : inParent;
  }
}
