package dev.edgewatch.iam;

import dev.edgewatch.access.Grant;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.types.Meta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What principals hold by the facts of an {@link AccessIndex}: by all of them, or by those alone
 * that count at the moment. Never more by the few than by all. Thread-safe.
 */
final class Holdings {
  private static final int REMEMBERED = 10_000;

  private final AccessFacts facts;
  private final List<Grant> ofEverybodySignedIn;
  private final Optional<HeardRegions> heard;
  private final Map<Principal, Held> held = new ConcurrentHashMap<>();

  /** What was worked out from one state of the facts. */
  private record Held(long state, HeldGrants grants) {}

  /**
   * @param heard whose rows count; empty when all do
   */
  Holdings(AccessFacts facts, List<Grant> ofEverybodySignedIn, Optional<HeardRegions> heard) {
    this.facts = facts;
    this.ofEverybodySignedIn = ofEverybodySignedIn;
    this.heard = heard;
  }

  /**
   * All that a principal holds.
   *
   * @param state of the facts, another one after each change
   */
  HeldGrants of(Principal principal, long state) {
    Held known = held.get(principal);
    if (known != null && known.state == state) {
      return known.grants;
    }
    HeldGrants grants = new HeldGrants(grants(principal));
    held.put(principal, new Held(state, grants));
    return grants;
  }

  void forgetIfMany() {
    if (held.size() > REMEMBERED) {
      held.clear();
    }
  }

  private List<Grant> grants(Principal principal) {
    return switch (principal) {
      case Principal.Operator everything -> List.of(Grant.ownershipOfAll("operator"));
      case Principal.Region reader -> List.of();
      case Principal.Anonymous nobody -> bound(principal).toList();
      case Principal.User person ->
          Stream.concat(ofEverybodySignedIn.stream(), bound(person)).toList();
      case Principal.ServiceAccount program ->
          Stream.concat(ofEverybodySignedIn.stream(), bound(program)).toList();
      case Principal.Client program ->
          Stream.concat(ofEverybodySignedIn.stream(), bound(program)).toList();
    };
  }

  private Stream<Grant> bound(Principal principal) {
    Holder holder = facts.holders().of(principal.member());
    return bindings(principal).stream()
        .flatMap(
            held -> RoleGrants.of(held.role(), held.binding(), holder, this::condition).stream());
  }

  /** All bindings that count for a principal: of himself, his groups, his domain, everybody. */
  Collection<AccessIndex.HeldBinding> bindings(Principal principal) {
    List<AccessIndex.HeldBinding> found = new ArrayList<>();
    if (!isKnown(principal)) {
      return found;
    }
    Set<String> own = ownMembers(principal);
    own.forEach(member -> facts.bindings().of(member).forEach(binding -> add(found, binding)));
    groupsOf(own).forEach(group -> addOf(group, found));
    return found;
  }

  /** What somebody holds by belonging to a group, also by the groups that it belongs to. */
  Collection<AccessIndex.HeldBinding> bindingsThrough(String group) {
    List<AccessIndex.HeldBinding> found = new ArrayList<>();
    facts.memberships().withAbove(List.of(group), this::counts).forEach(each -> addOf(each, found));
    return found;
  }

  private void addOf(String group, List<AccessIndex.HeldBinding> found) {
    for (RoleBinding binding : facts.bindings().of(Memberships.memberOf(group))) {
      if (facts.memberships().isMeant(group, binding.getName())) {
        add(found, binding);
      }
    }
  }

  /** All bindings whose grants, or some of them, depend on a condition. */
  Collection<AccessIndex.HeldBinding> bindingsUnder(String condition) {
    List<AccessIndex.HeldBinding> found = new ArrayList<>();
    facts.bindings().all().forEach(binding -> add(found, binding));
    found.removeIf(
        held ->
            RoleGrants.of(held.role(), held.binding(), Holder.ANYBODY, any -> Optional.empty())
                .stream()
                .noneMatch(grant -> grant.isUnder(condition)));
    return found;
  }

  private void add(List<AccessIndex.HeldBinding> found, RoleBinding binding) {
    if (counts(binding.getMetadata())) {
      role(binding).ifPresent(role -> found.add(new AccessIndex.HeldBinding(binding, role)));
    }
  }

  /** Every member string that stands for a principal. */
  Set<String> members(Principal principal) {
    Set<String> members = new LinkedHashSet<>(ownMembers(principal));
    groupsOf(members).stream().map(Memberships::memberOf).forEach(members::add);
    return members;
  }

  private Set<String> groupsOf(Set<String> members) {
    return facts.memberships().groupsOf(members, this::counts);
  }

  private static Set<String> ownMembers(Principal principal) {
    Set<String> members = new LinkedHashSet<>();
    if (!(principal instanceof Principal.Anonymous)) {
      members.add(principal.member());
      members.add(MemberKind.ALL_AUTHENTICATED_USERS.member(""));
    }
    if (principal instanceof Principal.User user) {
      user.email()
          .map(email -> email.substring(email.indexOf('@') + 1))
          .ifPresent(domain -> members.add(MemberKind.DOMAIN.member(domain)));
    }
    members.add(MemberKind.ALL_USERS.member(""));
    return members;
  }

  /** Whether one of the grants that a binding gives to whomever is wanted. */
  boolean gives(RoleBinding binding, Predicate<Grant> wanted) {
    return role(binding).stream()
        .flatMap(role -> RoleGrants.of(role, binding, Holder.ANYBODY, this::condition).stream())
        .anyMatch(wanted);
  }

  /** Empty when its role is not here, not yet, or does not count. */
  Optional<Role> role(RoleBinding binding) {
    return Optional.ofNullable(facts.roles().get(binding.getRole()))
        .filter(role -> counts(role.getMetadata()));
  }

  Optional<Condition> condition(String name) {
    return Optional.ofNullable(facts.conditions().get(name))
        .filter(condition -> counts(condition.getMetadata()));
  }

  private boolean counts(Meta row) {
    return counts(row.getSyncing().getOwningRegion());
  }

  private boolean counts(String owner) {
    return heard.isEmpty() || heard.get().counts(owner);
  }

  /**
   * Whether somebody still is who he was. Without the region that controls the access service
   * nobody is: users, projects and organizations are its rows.
   */
  private boolean isKnown(Principal principal) {
    return heard.isEmpty() || (heard.get().knowsPeople() && hasCountingRow(principal));
  }

  /** Accounts are rows of their project; of people it is enough to know them. */
  private boolean hasCountingRow(Principal principal) {
    return !(facts.holders().of(principal.member()).resource().orElse(null)
            instanceof ServiceAccount account)
        || counts(account.getMetadata());
  }
}
