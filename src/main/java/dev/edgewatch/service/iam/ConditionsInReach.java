package dev.edgewatch.service.iam;

import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import java.util.List;

/**
 * Conditions on which bindings and roles may depend: those of a service, of the scope itself or of
 * an organization above it. Those of other tenants are not for them to see, and what depends on a
 * condition limits who may change it.
 */
record ConditionsInReach(Region region) {

  /**
   * Refuses with INVALID_ARGUMENT what is out of reach.
   *
   * @param field that holds the conditions
   * @param name of the binding or the role
   */
  void require(String field, String name, List<ExecutableCondition> conditions) {
    List<String> scopes = region.access().scopesOf(name);
    for (ExecutableCondition demanded : conditions) {
      String scope = ScopeNames.of(demanded.getCondition());
      if (!scope.startsWith("services/") && !scopes.contains(scope)) {
        throw Refusal.invalid(
            "CONDITION_OUT_OF_REACH",
            field,
            field
                + " holds "
                + Quoted.of(demanded.getCondition())
                + "; expected conditions of a service, of the scope itself or of an organization"
                + " above it");
      }
    }
  }
}
