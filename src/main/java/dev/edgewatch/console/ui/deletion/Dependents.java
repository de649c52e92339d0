package dev.edgewatch.console.ui.deletion;

import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.console.ui.deletion.Dependent.Effect;
import dev.edgewatch.console.ui.deletion.Dependent.Lookup;
import dev.edgewatch.console.ui.part.NearParents;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.Reference;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a deletion takes with it or is stopped by, as the declarations of all known types say
 * (contract section 1.7): what lives below the resource, at any depth, and what refers to it.
 */
final class Dependents {
  private final Catalog catalog;
  private final ResourceType type;
  private final String name;

  /** The pattern that the name has. */
  private final String own;

  private final Map<Effect, Map<ResourceType, Set<Lookup>>> found = new LinkedHashMap<>();

  private Dependents(Catalog catalog, ResourceType type, String name) {
    this.catalog = catalog;
    this.type = type;
    this.name = name;
    this.own = type.parseName(name).pattern().text();
  }

  /** By effect, and by name of the type. */
  static List<Dependent> of(Catalog catalog, ResourceType type, String name) {
    var dependents = new Dependents(catalog, type, name);
    dependents.addBelow(type, dependents.own, new LinkedHashSet<>());
    dependents.addReferring();
    return dependents.sorted();
  }

  private List<Dependent> sorted() {
    List<Dependent> all = new ArrayList<>();
    found.forEach(
        (effect, types) ->
            types.forEach(
                (other, lookups) -> all.add(new Dependent(effect, other, List.copyOf(lookups)))));
    all.sort(Comparator.comparing(Dependent::effect).thenComparing(one -> one.type().fullName()));
    return List.copyOf(all);
  }

  /** What goes too takes along what lives below it. */
  private void addBelow(ResourceType above, String pattern, Set<String> seen) {
    for (ResourceType child : catalog.childrenOf(above)) {
      for (NamePattern below : child.patterns()) {
        if (below.text().startsWith(pattern + "/") && seen.add(below.text() + child.fullName())) {
          effect(child.declaration().getOnParentDelete())
              .ifPresent(
                  effect -> {
                    add(effect, child, new Lookup(parent(below), ""));
                    if (effect == Effect.GOES_TOO) {
                      addBelow(child, below.text(), seen);
                    }
                  });
        }
      }
    }
  }

  /** The parent in a pattern below that of the resource: the resource, then wildcards. */
  private String parent(NamePattern pattern) {
    String[] below = pattern.text().substring(own.length()).split("/", -1);
    return name
        + Arrays.stream(below, 0, below.length - 2)
            .map(part -> part.startsWith("{") ? "-" : part)
            .collect(Collectors.joining("/"));
  }

  private void addReferring() {
    for (ResourceType other : catalog.types()) {
      for (Reference reference : other.references()) {
        if (other.stored() && reference.target().equals(type.fullName())) {
          effect(reference.onDelete()).ifPresent(effect -> addReferring(effect, other, reference));
        }
      }
    }
  }

  /** What lives below the resource has been found already, wherever it refers to it besides. */
  private void addReferring(Effect effect, ResourceType other, Reference reference) {
    String filter =
        reference.path().text()
            + (reference.path().field().isRepeated() ? " CONTAINS " : " = ")
            + "\""
            + name
            + "\"";
    parents(other).stream()
        .filter(parent -> !(parent + "/").startsWith(name + "/"))
        .forEach(parent -> add(effect, other, new Lookup(parent, filter)));
  }

  /** What is in a project is referred to from there; what is shared may be from everywhere. */
  private Set<String> parents(ResourceType other) {
    return ScopeNames.of(name).startsWith("projects/")
        ? NearParents.of(other, name)
        : NearParents.all(other, name);
  }

  private void add(Effect effect, ResourceType other, Lookup lookup) {
    found
        .computeIfAbsent(effect, any -> new LinkedHashMap<>())
        .computeIfAbsent(other, any -> new LinkedHashSet<>())
        .add(lookup);
  }

  private static Optional<Effect> effect(DeleteBehavior behavior) {
    return switch (behavior) {
      case BLOCK -> Optional.of(Effect.BLOCKS);
      case CASCADE_DELETE, ASYNC_CASCADE_DELETE -> Optional.of(Effect.GOES_TOO);
      case UNSET, ASYNC_UNSET -> Optional.of(Effect.LOSES_IT);
      case DELETE_BEHAVIOR_UNSPECIFIED, ALLOW_DANGLING, UNRECOGNIZED -> Optional.empty();
    };
  }
}
