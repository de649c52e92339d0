package dev.edgewatch.resource;

import dev.edgewatch.api.annotations.DeleteBehavior;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which types live below which, by the patterns of names. The parent of a type is what the longest
 * part of its pattern names that is a pattern itself: the parent of {@code
 * projects/{project}/regions/{region}/devices/{device}} is the project. Where several services have
 * a type of that pattern it is the one of the same service, and also the one that this is a copy
 * of. A type that says nothing about the deletion of a parent has none: what its names begin with
 * is where it is, and no resource it depends on.
 */
final class Lineage {
  private final Map<String, List<ResourceType>> byPattern = new LinkedHashMap<>();
  private final Map<ResourceType, Set<ResourceType>> children = new LinkedHashMap<>();

  Lineage(Collection<ResourceType> all) {
    List<ResourceType> types = all.stream().filter(ResourceType::stored).toList();
    for (ResourceType type : types) {
      for (NamePattern pattern : type.patterns()) {
        byPattern.computeIfAbsent(pattern.text(), text -> new ArrayList<>()).add(type);
      }
    }
    for (ResourceType child : types) {
      for (NamePattern pattern : child.patterns()) {
        for (ResourceType parent : parents(child, pattern.text())) {
          children.computeIfAbsent(parent, each -> new LinkedHashSet<>()).add(child);
        }
      }
    }
  }

  /**
   * What a resource of this name lives below, the nearest first: each part of the name that names a
   * resource, with the types that do, the one of the same service first.
   */
  List<Ancestor> ancestors(ResourceName name) {
    List<Ancestor> ancestors = new ArrayList<>();
    if (!dependsOnParent(name.type())) {
      return ancestors;
    }
    NamePattern pattern = name.pattern();
    String text = pattern.text();
    for (int pairs = pattern.size() - 1; pairs > 0; pairs--) {
      text = above(text);
      List<ResourceType> named = named(name.type(), text);
      if (!named.isEmpty()) {
        ancestors.add(new Ancestor(named, name.head(pairs)));
      }
    }
    return ancestors;
  }

  /** Types whose resources live directly below those of this type. */
  List<ResourceType> children(ResourceType parent) {
    return List.copyOf(children.getOrDefault(parent, Set.of()));
  }

  private static boolean dependsOnParent(ResourceType type) {
    return type.declaration().getOnParentDelete() != DeleteBehavior.DELETE_BEHAVIOR_UNSPECIFIED;
  }

  private List<ResourceType> parents(ResourceType child, String pattern) {
    if (!dependsOnParent(child)) {
      return List.of();
    }
    for (String above = above(pattern); !above.isEmpty(); above = above(above)) {
      List<ResourceType> named = named(child, above);
      if (!named.isEmpty()) {
        return named;
      }
    }
    return List.of();
  }

  private List<ResourceType> named(ResourceType child, String pattern) {
    List<ResourceType> all = byPattern.getOrDefault(pattern, List.of());
    List<ResourceType> own =
        all.stream().filter(type -> type.service().equals(child.service())).toList();
    if (own.stream().anyMatch(ResourceType::isOriginal)) {
      return own;
    }
    return Stream.concat(
            own.stream(),
            all.stream().filter(type -> !own.contains(type)).filter(ResourceType::isOriginal))
        .toList();
  }

  /** A pattern without its last pair; empty when there is only one. */
  private static String above(String pattern) {
    int lastPair = pattern.lastIndexOf('/', pattern.lastIndexOf('/') - 1);
    return lastPair < 0 ? "" : pattern.substring(0, lastPair);
  }
}
