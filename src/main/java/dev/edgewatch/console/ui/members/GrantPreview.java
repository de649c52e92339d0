package dev.edgewatch.console.ui.members;

import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.Decision.Denied;
import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.access.Decision.NearMiss;
import dev.edgewatch.access.Grant;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.api.annotations.Callers;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What somebody could do in a scope that he cannot do now, type by type: decided by the rules that
 * regions decide by, from bindings that are not written yet.
 *
 * @param types those of which something can be done, by what they are called
 */
record GrantPreview(List<OfType> types) {
  GrantPreview {
    types = List.copyOf(types);
  }

  /** What can be done with the resources of a type; at least one thing. */
  record OfType(ResourceType type, List<Doing> doings) {}

  /**
   * One thing that can be done.
   *
   * @param verb last word of the permission, or {@code see} for all ways of reading
   * @param gained whether it can be done only with what is previewed
   * @param only what narrows it, in words; empty for nothing
   */
  record Doing(String verb, Change change, boolean gained, String only) {}

  /** Whether it changes anything. */
  enum Change {
    NONE,
    SOMETHING
  }

  static final String SEE = "see";

  private static final String ITS_PROJECTS = "projects/-";

  /** Permissions of reading, as one: nobody is given one of them without the others in mind. */
  private static final List<StandardMethod> SEEING =
      List.of(StandardMethod.LIST, StandardMethod.WATCH_MANY, StandardMethod.GET);

  private static final List<StandardMethod> WRITING =
      List.of(StandardMethod.CREATE, StandardMethod.UPDATE, StandardMethod.DELETE);

  /**
   * Works it out.
   *
   * @param scope name of the project or organization
   * @param above the organizations above it, the nearest first
   * @param regions ids of its regions
   * @param now what is held already
   * @param drafted what would be held in addition
   */
  static GrantPreview of(
      Catalog catalog,
      String scope,
      List<String> above,
      List<String> regions,
      List<Grant> now,
      List<Grant> drafted) {
    Function<String, List<String>> tree = tree(scope, above);
    var present = new HeldGrants(now);
    var then = new HeldGrants(Stream.concat(now.stream(), drafted.stream()).toList());
    List<OfType> types = new ArrayList<>();
    for (ResourceType type : catalog.types()) {
      List<String> objects = objects(type, scope, regions);
      if (objects.isEmpty()) {
        continue;
      }
      List<Doing> doings = new ArrayList<>();
      ways(catalog, type)
          .forEach(
              (way, permissions) -> {
                Optional<String> after = may(then, permissions, objects, tree);
                boolean before = may(present, permissions, objects, tree).isPresent();
                after.ifPresent(
                    only -> doings.add(new Doing(way.verb(), way.change(), !before, only)));
              });
      if (!doings.isEmpty()) {
        types.add(new OfType(type, doings));
      }
    }
    return new GrantPreview(types);
  }

  private record Way(String verb, Change change) {}

  /** Everything that is done with a type, with the permissions that allow it. */
  private static Map<Way, List<String>> ways(Catalog catalog, ResourceType type) {
    Map<Way, List<String>> ways = new LinkedHashMap<>();
    List<String> seeing = seeing(type);
    if (!seeing.isEmpty()) {
      ways.put(new Way(SEE, Change.NONE), seeing);
    }
    WRITING.stream()
        .filter(method -> method.offeredBy(type))
        .forEach(
            method ->
                ways.put(
                    new Way(method.permissionVerb(), Change.SOMETHING),
                    List.of(Permissions.of(type, method))));
    catalog.methods().stream()
        .filter(method -> method.type().filter(type::equals).isPresent())
        .filter(method -> method.callers() == Callers.PERMITTED)
        .forEach(
            method ->
                ways.putIfAbsent(
                    new Way(method.verb(), method.readOnly() ? Change.NONE : Change.SOMETHING),
                    List.of(Permissions.of(type, method.verb()))));
    return ways;
  }

  /** Full names of the permissions of which each lets somebody see resources of a type. */
  static List<String> seeing(ResourceType type) {
    return SEEING.stream()
        .filter(method -> method.offeredBy(type))
        .map(method -> Permissions.of(type, method))
        .toList();
  }

  /** Where resources of a type are in the scope, one object for each region; none elsewhere. */
  private static List<String> objects(ResourceType type, String scope, List<String> regions) {
    return within(scope).stream()
        .flatMap(below -> parents(type, below))
        .flatMap(
            parent ->
                parent.contains("/regions/{region}")
                    ? regions.stream()
                        .map(region -> parent.replace("/regions/{region}", "/regions/" + region))
                    : Stream.of(parent))
        .map(parent -> parent.replaceAll("\\{[^}]*}", "-"))
        .distinct()
        .toList();
  }

  /** What is above the scope, and above what is below it. */
  private static Function<String, List<String>> tree(String scope, List<String> above) {
    List<String> withScope = Stream.concat(Stream.of(scope), above.stream()).toList();
    return one ->
        one.equals(scope) ? above : one.equals(ITS_PROJECTS) ? withScope : List.<String>of();
  }

  /** The scope, and what is below it: in an organization, its projects. */
  private static List<String> within(String scope) {
    return scope.startsWith("organizations/") ? List.of(scope, ITS_PROJECTS) : List.of(scope);
  }

  private static Stream<String> parents(ResourceType type, String scope) {
    String collection = scope.substring(0, scope.indexOf('/') + 1);
    return type.patterns().stream()
        .map(pattern -> pattern.text())
        .filter(text -> text.startsWith(collection + "{") && text.indexOf('}') < text.length() - 1)
        .map(text -> text.substring(0, text.lastIndexOf('/', text.lastIndexOf('/') - 1)))
        .map(parent -> scope + parent.substring(parent.indexOf('}') + 1));
  }

  /** Whether one of the permissions is held for one of the objects; what narrows it in words. */
  private static Optional<String> may(
      HeldGrants held,
      List<String> permissions,
      List<String> objects,
      Function<String, List<String>> above) {
    int allowed = 0;
    List<String> narrowed = new ArrayList<>();
    for (String object : objects) {
      for (String permission : permissions) {
        Decision decision = held.decide(Ask.about(permission, object, above));
        if (decision instanceof Decision.Allowed) {
          allowed++;
          break;
        }
        nearest(decision)
            .filter(miss -> miss.why() != Lack.SCOPE)
            .map(NearMiss::words)
            .ifPresent(narrowed::add);
      }
    }
    if (allowed == objects.size()) {
      return Optional.of("");
    }
    boolean conditional = allowed > 0 || hasCondition(held, permissions, objects, above);
    return conditional ? narrowed.stream().findFirst().or(() -> Optional.of("")) : Optional.empty();
  }

  /** A grant that asks for a value or for an address is a grant, if not for everything. */
  private static boolean hasCondition(
      HeldGrants held,
      List<String> permissions,
      List<String> objects,
      Function<String, List<String>> above) {
    return objects.stream()
        .anyMatch(
            object ->
                permissions.stream()
                    .map(permission -> held.decide(Ask.about(permission, object, above)))
                    .flatMap(decision -> nearest(decision).stream())
                    .anyMatch(miss -> miss.why() == Lack.FIELD || miss.why() == Lack.CALL));
  }

  private static Optional<NearMiss> nearest(Decision decision) {
    return decision instanceof Denied(var nearest) ? nearest : Optional.empty();
  }

  /** How many things can be done that change something. */
  long changes() {
    return types.stream()
        .flatMap(type -> type.doings().stream())
        .filter(doing -> doing.change() == Change.SOMETHING)
        .count();
  }

  /** How many of the types can be seen. */
  long seen() {
    return seeing(doing -> true);
  }

  /** How many of them can be seen without what is previewed. */
  long seenBefore() {
    return seeing(doing -> !doing.gained());
  }

  private long seeing(Predicate<Doing> which) {
    return types.stream()
        .filter(
            type ->
                type.doings().stream().filter(which).anyMatch(doing -> doing.verb().equals(SEE)))
        .count();
  }
}
