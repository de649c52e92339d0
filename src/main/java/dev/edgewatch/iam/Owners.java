package dev.edgewatch.iam;

import dev.edgewatch.access.Grant;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import java.util.function.Predicate;

/**
 * Whether anybody is behind the bindings that make owners: a group without members is nobody, and
 * so is an account that is gone. Each question is asked of the rows that remain, so that it can be
 * put before one of them goes. Thread-safe.
 */
public final class Owners {
  private final AccessFacts facts;
  private final Holdings all;

  Owners(AccessFacts facts, Holdings all) {
    this.facts = facts;
    this.all = all;
  }

  /**
   * Whether somebody owns all of a scope by a binding in the scope itself.
   *
   * @param remains whether a row of this name still counts
   */
  public boolean isOwned(String scope, Predicate<String> remains) {
    return facts
        .bindings()
        .all()
        .filter(binding -> ScopeNames.of(binding.getName()).equals(scope))
        .filter(binding -> isForSomebody(binding, remains))
        .anyMatch(binding -> all.gives(binding, Owners::ofAll));
  }

  private static boolean ofAll(Grant grant) {
    return grant.isOwnership() && grant.subScope().isEmpty() && grant.onCall().isEmpty();
  }

  /**
   * Whether a binding gives its role to anybody.
   *
   * @param remains whether a row of this name still counts
   */
  public boolean isForSomebody(RoleBinding binding, Predicate<String> remains) {
    String member = binding.getMember();
    return MemberKind.GROUP
        .nameIn(member)
        .map(
            email ->
                facts
                    .memberships()
                    .isPeopled(email, binding.getName(), remains, one -> isSomebody(one, remains)))
        .orElseGet(() -> isSomebody(member, remains));
  }

  private boolean isSomebody(String member, Predicate<String> remains) {
    return MemberKind.SERVICE_ACCOUNT.nameIn(member).isEmpty()
        || facts
            .holders()
            .of(member)
            .resource()
            .filter(row -> row instanceof ServiceAccount account && remains.test(account.getName()))
            .isPresent();
  }
}
