package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Grant;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What everybody holds, from the region's own rows and copies of roles, bindings, groups,
 * conditions, organizations and projects, kept current by the change feed. It has to follow the
 * feed before anything that shows rows to callers does: then a caller who has lost a grant is told
 * so before the next change reaches him. Thread-safe; reading never blocks.
 */
public final class AccessIndex implements AutoCloseable {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Role> roles = new ConcurrentHashMap<>();
  private final Map<String, Condition> conditions = new ConcurrentHashMap<>();
  private final ScopeTree scopes = new ScopeTree();
  private final Memberships memberships = new Memberships(scopes::above);
  private final Bindings bindings = new Bindings();
  private final Holders holders = new Holders();

  private final Map<Principal, Held> held = new ConcurrentHashMap<>();
  private final AtomicLong state = new AtomicLong();
  private final List<Consumer<Predicate<Principal>>> listeners = new CopyOnWriteArrayList<>();
  private final List<ChangeFeed.Subscription> subscriptions = new ArrayList<>();
  private final Catalog catalog;
  private final ChangeFeed feed;
  private final List<Grant> ofEverybodySignedIn;

  /** What was worked out from one state of the facts. */
  private record Held(long state, HeldGrants grants) {}

  /** A binding that counts for somebody, with its role. */
  public record HeldBinding(RoleBinding binding, Role role) {}

  public AccessIndex(Catalog catalog, ChangeFeed feed) {
    this.catalog = catalog;
    this.feed = feed;
    this.ofEverybodySignedIn = SignedInGrants.of(catalog);
    follow("Organization", scopes::put, scopes::remove);
    follow("Project", scopes::put, scopes::remove);
    follow("Role", row -> roles.put(row.name(), row.as(Role.class)), roles::remove);
    follow(
        "Condition",
        row -> conditions.put(row.name(), row.as(Condition.class)),
        conditions::remove);
    follow("GroupMember", memberships::put, memberships::remove);
    follow("User", holders);
    follow("ServiceAccount", holders);
    follow("RoleBinding", bindings);
  }

  /** What may be about anybody. */
  private void follow(String type, Consumer<Resource> put, Consumer<String> remove) {
    subscribe(
        type,
        put,
        transaction -> {
          for (Change change : transaction.changes()) {
            if (change.after() == null) {
              remove.accept(change.name());
            } else {
              put.accept(change.after());
            }
          }
          if (!transaction.changes().isEmpty()) {
            changed(principal -> true);
          }
        });
  }

  /** What comes and goes all the time, and is about one member each time. */
  private void follow(String type, ByMember rows) {
    subscribe(
        type,
        rows::put,
        transaction -> {
          Set<String> touched = new LinkedHashSet<>();
          for (Change change : transaction.changes()) {
            if (change.after() == null) {
              rows.remove(change.name()).ifPresent(touched::add);
            } else {
              rows.put(change.after()).ifPresent(touched::add);
              touched.add(rows.memberOf(change.after()));
            }
          }
          if (!touched.isEmpty()) {
            changed(principal -> members(principal).stream().anyMatch(touched::contains));
          }
        });
  }

  private void subscribe(
      String type, Consumer<Resource> load, Consumer<CommittedTransaction> commit) {
    subscriptions.add(feed.follow(catalog.type("iam.edgelq.com/" + type), "", load, commit));
  }

  private void changed(Predicate<Principal> affected) {
    state.incrementAndGet();
    if (held.size() > REMEMBERED) {
      held.clear();
    }
    listeners.forEach(listener -> listener.accept(affected));
  }

  /**
   * The listener is told whose grants may have changed, on the feed's thread and before any later
   * change is delivered to anybody; it must neither block nor throw.
   */
  public void onChange(Consumer<Predicate<Principal>> listener) {
    listeners.add(listener);
  }

  /** All that a principal holds. */
  public HeldGrants held(Principal principal) {
    long now = state.get();
    Held known = held.get(principal);
    if (known != null && known.state == now) {
      return known.grants;
    }
    HeldGrants grants = new HeldGrants(grants(principal));
    held.put(principal, new Held(now, grants));
    return grants;
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
    Holder holder = holder(principal);
    return bindings(principal).stream()
        .flatMap(held -> RoleGrants.of(held.role, held.binding, holder, this::condition).stream());
  }

  /** All bindings that count for a principal: of himself, his groups, his domain, everybody. */
  public Collection<HeldBinding> bindings(Principal principal) {
    Set<String> own = ownMembers(principal);
    List<HeldBinding> found = new ArrayList<>();
    own.forEach(member -> bindings.of(member).forEach(binding -> add(found, binding)));
    memberships.groupsOf(own).forEach(group -> found.addAll(bindingsOfGroup(group)));
    return found;
  }

  /** The bindings of one group itself, by the name of the group. */
  public Collection<HeldBinding> bindingsOfGroup(String group) {
    List<HeldBinding> found = new ArrayList<>();
    for (RoleBinding binding : bindings.of(Memberships.memberOf(group))) {
      if (memberships.isMeant(group, binding.getName())) {
        add(found, binding);
      }
    }
    return found;
  }

  private void add(List<HeldBinding> found, RoleBinding binding) {
    role(binding).ifPresent(role -> found.add(new HeldBinding(binding, role)));
  }

  /** Every member string that stands for a principal. */
  public Set<String> members(Principal principal) {
    Set<String> members = new LinkedHashSet<>(ownMembers(principal));
    memberships.groupsOf(members).stream().map(Memberships::memberOf).forEach(members::add);
    return members;
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

  /** Whom parameters of roles are taken from. */
  public Holder holder(Principal principal) {
    return holders.of(principal.member());
  }

  /** Who a member string is, when it is that of a person or an account with a row. */
  public Optional<Principal> principal(String member) {
    return row(member)
        .map(
            row ->
                switch (row) {
                  case User person -> Principal.User.of(person);
                  case ServiceAccount account -> Principal.ServiceAccount.of(account);
                  default -> throw new IllegalStateException("nobody: " + member);
                });
  }

  /** The row of a person or an account that a member string means. */
  public Optional<Message> row(String member) {
    return holders.of(member).resource();
  }

  /** Whether the address of a group that stands in a resource means this group. */
  public boolean isMeant(String group, String resource) {
    return memberships.isMeant(group, resource);
  }

  public Optional<Condition> condition(String name) {
    return Optional.ofNullable(conditions.get(name));
  }

  /** The organizations above a project or an organization, the nearest first. */
  public List<String> above(String scope) {
    return scopes.above(scope);
  }

  /** The organizations among these scopes, and all that are below one of them. */
  Set<String> withOrganizationsBelow(Set<String> some) {
    return scopes.withOrganizationsBelow(some);
  }

  /** Member strings of those who hold a grant that a test says yes to. */
  public Set<String> membersWith(Predicate<Grant> wanted) {
    return bindings
        .all()
        .filter(binding -> isAny(binding, wanted))
        .map(RoleBinding::getMember)
        .collect(Collectors.toSet());
  }

  /** Members who own all of a scope by a binding in the scope itself. */
  public Set<String> ownersAt(String scope) {
    return membersWith(
        grant -> grant.isOwnership() && grant.subScope().isEmpty() && grant.scope().equals(scope));
  }

  /** Empty when its role is not here, or not yet. */
  private Optional<Role> role(RoleBinding binding) {
    return Optional.ofNullable(roles.get(binding.getRole()));
  }

  private boolean isAny(RoleBinding binding, Predicate<Grant> wanted) {
    return role(binding).stream()
        .flatMap(role -> RoleGrants.of(role, binding, Holder.ANYBODY, this::condition).stream())
        .anyMatch(wanted);
  }

  /** The scope of a name and all scopes above it, the nearest first, the root last. */
  public List<String> scopesOf(String name) {
    return Ask.scopesOf(name, this::above);
  }

  @Override
  public void close() {
    subscriptions.forEach(ChangeFeed.Subscription::close);
  }
}
