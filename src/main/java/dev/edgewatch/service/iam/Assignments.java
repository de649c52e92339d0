package dev.edgewatch.service.iam;

import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.MemberAssignment;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which assignments there should be in this region and which there are, as the change feed has told
 * so far: one for each scope and member that bindings of this region are about, as long as the
 * scope is there. What takes something in answers the names of the assignments it may have made
 * wrong. Thread-safe.
 */
final class Assignments {
  /** The service that the rows of people are of. */
  static final String IAM = "services/iam.edgelq.com";

  private final String region;
  private final ResourceType type;

  /** What assignments tell of each scope. */
  private final Map<String, MemberAssignment> scopes = new HashMap<>();

  /** For each binding the assignment that it makes. */
  private final Map<String, String> made = new HashMap<>();

  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Set<String>> namesInScope = new HashMap<>();
  private final Map<String, Resource> rows = new HashMap<>();
  private String ofUsers;

  /** What a name stands for, with the bindings that make it; without any it is forgotten. */
  private record Place(String scope, String member, Set<String> bindings) {}

  Assignments(String region, ResourceType type) {
    this.region = region;
    this.type = type;
    this.ofUsers = region;
  }

  /**
   * The name in this region; empty when nothing is assigned in that scope, or under such a name.
   */
  Optional<ResourceName> name(String scope, String member) {
    return AssignmentContent.isAssigned(scope)
        ? type.findName(
            "regions/" + region + "/memberAssignments/" + AssignmentContent.id(scope, member))
        : Optional.empty();
  }

  synchronized Set<String> putScope(Resource row) {
    String before = ofUsers;
    if (row.name().equals(IAM)) {
      ofUsers = AssignmentContent.ofUsers(row.as(Service.class), region);
    }
    boolean moved = !before.equals(ofUsers);
    MemberAssignment told = AssignmentContent.of(row.message());
    boolean same = told.equals(scopes.put(row.name(), told));
    return moved ? all() : same ? Set.of() : in(row.name());
  }

  synchronized Set<String> removeScope(String scope) {
    scopes.remove(scope);
    return in(scope);
  }

  synchronized Set<String> putBinding(Resource row) {
    Set<String> touched = new HashSet<>(removeBinding(row.name()));
    RoleBinding binding = row.as(RoleBinding.class);
    String owner = binding.getMetadata().getSyncing().getOwningRegion();
    if (!owner.isEmpty() && !owner.equals(region)) {
      return touched;
    }
    String scope = ScopeNames.of(row.name());
    name(scope, binding.getMember())
        .map(ResourceName::text)
        .ifPresent(
            name -> {
              made.put(row.name(), name);
              places
                  .computeIfAbsent(
                      name, any -> new Place(scope, binding.getMember(), new HashSet<>()))
                  .bindings
                  .add(row.name());
              namesInScope.computeIfAbsent(scope, any -> new HashSet<>()).add(name);
              touched.add(name);
            });
    return touched;
  }

  synchronized Set<String> removeBinding(String binding) {
    String name = made.remove(binding);
    Place place = name == null ? null : places.get(name);
    if (name == null || place == null) {
      return Set.of();
    }
    place.bindings.remove(binding);
    if (place.bindings.isEmpty()) {
      places.remove(name);
      namesInScope.computeIfPresent(
          place.scope,
          (any, names) -> {
            names.remove(name);
            return names.isEmpty() ? null : names;
          });
    }
    return Set.of(name);
  }

  synchronized Set<String> putRow(Resource row) {
    rows.put(row.name(), row);
    return Set.of(row.name());
  }

  synchronized Set<String> removeRow(String name) {
    rows.remove(name);
    return Set.of(name);
  }

  /** Names of all that should be there or are. */
  synchronized Set<String> all() {
    Set<String> all = new HashSet<>(places.keySet());
    all.addAll(rows.keySet());
    return all;
  }

  private Set<String> in(String scope) {
    return Set.copyOf(namesInScope.getOrDefault(scope, Set.of()));
  }

  /** What the row of a name should tell; empty when there should be none. */
  synchronized Optional<MemberAssignment> wanted(String name) {
    return Optional.ofNullable(places.get(name))
        .flatMap(
            place ->
                Optional.ofNullable(scopes.get(place.scope))
                    .map(scope -> AssignmentContent.of(scope, place.member, ofUsers)));
  }

  /** Whether the row of a name is as it should be. */
  synchronized boolean isRight(String name) {
    Optional<MemberAssignment> row =
        Optional.ofNullable(rows.get(name)).map(present -> present.as(MemberAssignment.class));
    return row.equals(
        wanted(name)
            .map(
                wanted ->
                    AssignmentContent.put(
                        wanted, row.orElseGet(MemberAssignment::getDefaultInstance))));
  }
}
