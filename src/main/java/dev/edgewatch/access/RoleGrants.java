package dev.edgewatch.access;

import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a binding of a role gives (contract section 11.4). */
public final class RoleGrants {
  private static final String WHOLE_SCOPE = "-";

  private final Role role;
  private final RoleBinding binding;
  private final Parameters parameters;
  private final boolean forAnyHolder;
  private final Function<String, Optional<Condition>> conditions;

  private RoleGrants(
      Role role,
      RoleBinding binding,
      Holder holder,
      boolean forAnyHolder,
      Function<String, Optional<Condition>> conditions) {
    this.role = role;
    this.binding = binding;
    this.parameters = new Parameters(role, binding, holder);
    this.forAnyHolder = forAnyHolder;
    this.conditions = conditions;
  }

  /**
   * The grants of a role as it is bound.
   *
   * @param holder whom parameters are taken from
   * @param conditions by name
   */
  public static List<Grant> of(
      Role role,
      RoleBinding binding,
      Holder holder,
      Function<String, Optional<Condition>> conditions) {
    return new RoleGrants(role, binding, holder, false, conditions).all();
  }

  /**
   * All that a role as it is bound gives to one holder or another, for asking whether somebody may
   * give it: what depends on the holder's own fields may have any value.
   */
  public static List<Grant> toAnyHolder(
      Role role, RoleBinding binding, Function<String, Optional<Condition>> conditions) {
    return new RoleGrants(role, binding, Holder.ANYBODY, true, conditions).all();
  }

  private List<Grant> all() {
    List<Grant> grants = new ArrayList<>();
    role.getGrantsList().stream()
        .filter(grant -> grant.getPermissionsCount() > 0) // none would make an owner
        .map(this::grant)
        .forEach(grants::add);
    role.getOwnedObjectsList().stream().map(this::ownership).forEach(grants::add);
    return grants;
  }

  private Grant grant(Role.Grant grant) {
    return new Grant(
        binding.getName(),
        binding.getRole(),
        scope(),
        grant.getSubScope(),
        Set.copyOf(grant.getPermissionsList()),
        fields(grant.getResourceFieldConditionsList()),
        fields(grant.getRequestFieldConditionsList()),
        calls(grant.getExecutableConditionsList()));
  }

  private Grant ownership(String object) {
    return new Grant(
        binding.getName(),
        binding.getRole(),
        scope(),
        object.equals(WHOLE_SCOPE) ? "" : object,
        Set.of(),
        List.of(),
        List.of(),
        calls(List.of()));
  }

  private String scope() {
    return ScopeNames.of(binding.getName());
  }

  private List<FieldCondition> fields(List<Role.Grant.FieldCondition> declared) {
    return declared.stream()
        .filter(field -> !(forAnyHolder && parameters.isOfHolder(field.getValue())))
        .map(
            field ->
                new FieldCondition(
                    field.getPath(), parameters.values(field.getValue()).orElse(Set.of())))
        .toList();
  }

  /** Those of the grant and those of the binding, which apply to each of its grants. */
  private List<CallCondition> calls(List<ExecutableCondition> ofGrant) {
    return Stream.concat(ofGrant.stream(), binding.getExecutableConditionsList().stream())
        .map(ExecutableCondition::getCondition)
        .distinct()
        .map(name -> CallCondition.of(name, conditions.apply(name)))
        .toList();
  }
}
