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
  private final List<String> names;
  private final Map<String, List<String>> above;

  private final Map<Effect, Map<ResourceType, Set<Lookup>>> found = new LinkedHashMap<>();

  private Dependents(
      Catalog catalog, ResourceType type, List<String> names, Map<String, List<String>> above) {
    this.catalog = catalog;
    this.type = type;
    this.names = List.copyOf(names);
    this.above = Map.copyOf(above);
  }

  /**
   * By effect, and by name of the type.
   *
   * @param names of what is deleted; as many as fit into one list of a filter
   * @param above organizations by what of this belongs to them, the nearest first
   */
  static List<Dependent> of(
      Catalog catalog, ResourceType type, List<String> names, Map<String, List<String>> above) {
    var dependents = new Dependents(catalog, type, names, above);
    names.forEach(dependents::addBelow);
    dependents.addReferring();
    return dependents.sorted();
  }

  private void addBelow(String name) {
    String own = type.parseName(name).pattern().text();
    addBelow(new Above(name, own), type, own, new LinkedHashSet<>());
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

  /** One of what is deleted, with the pattern that its name has. */
  private record Above(String name, String pattern) {

    /** The parent in a pattern below this: the resource, then wildcards. */
    String parent(NamePattern below) {
      String[] rest = below.text().substring(pattern.length()).split("/", -1);
      return name
          + Arrays.stream(rest, 0, rest.length - 2)
              .map(part -> part.startsWith("{") ? "-" : part)
              .collect(Collectors.joining("/"));
    }
  }

  /** What goes too takes along what lives below it. */
  private void addBelow(Above deleted, ResourceType above, String pattern, Set<String> seen) {
    for (ResourceType child : catalog.childrenOf(above)) {
      for (NamePattern below : child.patterns()) {
        if (below.text().startsWith(pattern + "/") && seen.add(below.text() + child.fullName())) {
          effect(child.declaration().getOnParentDelete())
              .ifPresent(
                  effect -> {
                    add(effect, child, new Lookup(deleted.parent(below), ""));
                    if (effect == Effect.GOES_TOO) {
                      addBelow(deleted, child, below.text(), seen);
                    }
                  });
        }
      }
    }
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

  /**
   * What lives below a resource has been found already, wherever it refers to it besides. One
   * filter names all: what refers to two of them is counted once.
   */
  private void addReferring(Effect effect, ResourceType other, Reference reference) {
    Map<String, List<String>> byParent = new LinkedHashMap<>();
    for (String name : names) {
      parents(other, name).stream()
          .filter(parent -> !(parent + "/").startsWith(name + "/"))
          .forEach(parent -> byParent.computeIfAbsent(parent, any -> new ArrayList<>()).add(name));
    }
    byParent.forEach(
        (parent, named) -> add(effect, other, new Lookup(parent, filter(reference, named))));
  }

  private static String filter(Reference reference, List<String> named) {
    boolean repeated = reference.path().field().isRepeated();
    String quoted = named.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    String is =
        named.size() == 1
            ? (repeated ? " CONTAINS " : " = ") + quoted
            : (repeated ? " CONTAINS ANY (" : " IN (") + quoted + ")";
    return reference.path().text() + is;
  }

  /**
   * What is in a project is referred to from there; what is shared may be from everywhere. To a
   * project or organization itself its organizations refer too, which give it what they have.
   */
  private Set<String> parents(ResourceType other, String name) {
    Set<String> parents =
        new LinkedHashSet<>(
            ScopeNames.of(name).startsWith("projects/")
                ? NearParents.of(other, name)
                : NearParents.all(other, name));
    for (String organization : above.getOrDefault(name, List.of())) {
      NearParents.of(other, organization).stream()
          .filter(parent -> (parent + "/").startsWith(organization + "/"))
          .forEach(parents::add);
    }
    return parents;
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
