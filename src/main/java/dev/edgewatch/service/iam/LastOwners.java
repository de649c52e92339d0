package dev.edgewatch.service.iam;

import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.Owners;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Projects and organizations do not lose the last who own them, in themselves or above (contract
 * section 11.4): not with a binding, not with a place in a group, not with an account.
 */
record LastOwners(Region region) {

  /** Refuses when nobody would own what this binding makes its member an owner of. */
  void require(Writing writing, RoleBinding lost) {
    String scope = ScopeNames.of(lost.getName());
    boolean matters = writing.call().isPresent() && isOwnership(lost) && ScopeNames.isTenant(scope);
    if (matters && !hasOther(writing, lost, scope)) {
      throw last(lost.getMember(), scope, lost.getName());
    }
  }

  /**
   * Refuses when nobody would own what somebody owns by bindings that are not his any more.
   *
   * @param who he is, in words
   */
  void require(Writing writing, String who, Collection<AccessIndex.HeldBinding> lost) {
    if (writing.call().isEmpty()) {
      return;
    }
    Predicate<String> remains = name -> !name.equals(writing.name().text());
    lost.stream()
        .map(AccessIndex.HeldBinding::binding)
        .filter(LastOwners::isOwnership)
        .map(binding -> ScopeNames.of(binding.getName()))
        .filter(ScopeNames::isTenant)
        .filter(scope -> !isOwned(scope, remains))
        .findFirst()
        .ifPresent(
            scope -> {
              throw last(who, scope, writing.name().text());
            });
  }

  /** Read in the session, so that of two who remove each other only one does. */
  private boolean hasOther(Writing writing, RoleBinding lost, String scope) {
    boolean here =
        writing.session().list(writing.name().parent()).stream()
            .map(row -> row.as(RoleBinding.class))
            .filter(other -> !other.getName().equals(lost.getName()) && isOwnership(other))
            .anyMatch(other -> owners().isForSomebody(other, any -> true));
    return here || isOwnedAbove(scope, any -> true);
  }

  private boolean isOwned(String scope, Predicate<String> remains) {
    return owners().isOwned(scope, remains) || isOwnedAbove(scope, remains);
  }

  private boolean isOwnedAbove(String scope, Predicate<String> remains) {
    return region.access().above(scope).stream()
        .anyMatch(above -> owners().isOwned(above, remains));
  }

  private Owners owners() {
    return region.access().owners();
  }

  /** Under a condition it may be that nobody meets it. */
  static boolean isOwnership(RoleBinding binding) {
    return binding.getOwnedObjectsList().contains("-")
        && binding.getExecutableConditionsCount() == 0;
  }

  private static RuntimeException last(String who, String scope, String name) {
    return new Refusal.Precondition(
            "LAST_OWNER",
            who
                + " is the last owner of "
                + scope
                + "; expected another owner there or above it first",
            List.of(name))
        .exception();
  }
}
