package dev.edgewatch.service.iam;

import dev.edgewatch.access.Grant;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nobody gives what he does not hold himself (contract section 11.4): not by a binding, not by a
 * role, not by a place in a group, not by an invitation, not by a key of an account that holds
 * more, and not by changing the condition under which it is held.
 */
public final class Giving {
  private static final int NAMED = 3;

  private final AccessIndex index;

  public Giving(AccessIndex index) {
    this.index = index;
  }

  /**
   * Refuses with PERMISSION_DENIED when the giver lacks something of what a binding of the role
   * would give where the binding is.
   */
  public void require(Principal giver, Role role, RoleBinding binding) {
    require(
        giver,
        binding,
        RoleGrants.toAnyHolder(role, binding, index::condition),
        "role " + role.getName() + " cannot be given");
  }

  /**
   * Refuses with PERMISSION_DENIED when the giver lacks something of what would be given if a
   * condition were met by everybody: whoever changes it may make it so.
   */
  public void requireWithout(Principal giver, String condition) {
    for (AccessIndex.HeldBinding held : index.bindingsUnder(condition)) {
      require(
          giver,
          held.binding(),
          RoleGrants.toAnyHolder(held.role(), held.binding(), index::condition).stream()
              .filter(grant -> grant.isUnder(condition))
              .map(grant -> grant.without(condition))
              .toList(),
          condition + ", on which role " + held.role().getName() + " depends, cannot be changed");
    }
  }

  private void require(Principal giver, RoleBinding binding, List<Grant> given, String what) {
    List<String> scopes = index.scopesOf(binding.getName());
    Set<String> lacking = index.confirmed(giver, held -> lacking(held, given, scopes));
    if (!lacking.isEmpty()) {
      String scope = scopes.getFirst().isEmpty() ? "the root" : scopes.getFirst();
      throw new Refusal.Denied(
              lacking.iterator().next(),
              scopes.getFirst(),
              what
                  + " on "
                  + scope
                  + " by somebody who does not hold "
                  + named(lacking)
                  + " there himself")
          .exception();
    }
  }

  /**
   * Refuses with PERMISSION_DENIED when somebody lets others do what he may not do himself.
   *
   * @param by the name of what lets them
   */
  public void requireHeld(Principal giver, Permission permission, ResourceName by) {
    List<String> scopes = index.scopesOf(by.text());
    List<Grant> given = List.of(Grant.builtIn(scopes.getFirst(), Set.of(permission.fullName())));
    if (!index.confirmed(giver, held -> lacking(held, given, scopes)).isEmpty()) {
      throw new Refusal.Denied(
              permission.fullName(),
              scopes.getFirst(),
              by.type().simpleName()
                  + " '"
                  + by
                  + "' lets others do what takes "
                  + permission.text()
                  + " on "
                  + scopes.getFirst()
                  + ", which its writer does not hold there himself")
          .exception();
    }
  }

  private static Set<String> lacking(HeldGrants held, List<Grant> given, List<String> scopes) {
    Set<String> lacking = new TreeSet<>();
    given.forEach(grant -> lacking.addAll(held.lacking(grant, scopes)));
    return lacking;
  }

  private static String named(Set<String> lacking) {
    if (lacking.contains("*")) {
      return "everything";
    }
    List<String> some = lacking.stream().limit(NAMED).map(Giving::shortName).toList();
    int more = lacking.size() - some.size();
    return String.join(", ", some) + (more > 0 ? " and " + more + " more permissions" : "");
  }

  private static String shortName(String permission) {
    return permission.substring(permission.lastIndexOf('/') + 1);
  }
}
