package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.Grant;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.Holder;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What everybody holds, from the region's own rows and copies of roles, bindings, groups,
 * conditions, organizations and projects, kept current by the change feed. It has to follow the
 * feed before anything that shows rows to callers does: then a caller who has lost a grant is told
 * so before the next change reaches him. Thread-safe; reading never blocks.
 */
public final class AccessIndex implements AutoCloseable {
  private final AccessFacts facts = AccessFacts.none();
  private final List<Grant> ofEverybodySignedIn;
  private final Holdings all;
  private volatile Holdings confirmed;
  private volatile Optional<HeardRegions> heard = Optional.empty();

  private final AtomicLong state = new AtomicLong();
  private final List<Consumer<AccessChange>> listeners = new CopyOnWriteArrayList<>();
  private final List<ChangeFeed.Subscription> subscriptions = new ArrayList<>();
  private final Catalog catalog;
  private final ChangeFeed feed;

  /** A binding that counts for somebody, with its role. */
  public record HeldBinding(RoleBinding binding, Role role) {}

  public AccessIndex(Catalog catalog, ChangeFeed feed) {
    this.catalog = catalog;
    this.feed = feed;
    this.ofEverybodySignedIn = SignedInGrants.of(catalog);
    this.all = new Holdings(facts, ofEverybodySignedIn, Optional.empty());
    this.confirmed = all;
    followScopes("Organization");
    followScopes("Project");
    follow("Role", row -> facts.roles().put(row.name(), row.as(Role.class)), facts.roles()::remove);
    follow(
        "Condition",
        row -> facts.conditions().put(row.name(), row.as(Condition.class)),
        facts.conditions()::remove);
    follow("GroupMember", facts.memberships()::put, facts.memberships()::remove);
    follow("User", facts.holders());
    follow("ServiceAccount", facts.holders());
    follow("RoleBinding", facts.bindings());
  }

  /** Projects come by the thousand, and hardly ever move. */
  private void followScopes(String type) {
    ScopeTree scopes = facts.scopes();
    subscribe(
        type,
        scopes::put,
        transaction -> {
          Set<String> inPlace = new LinkedHashSet<>();
          boolean moved = false;
          for (Change change : transaction.changes()) {
            if (scopes.apply(change)) {
              inPlace.add(change.name());
            } else {
              moved = true;
            }
          }
          if (moved) {
            changed(AccessChange.anywhere(principal -> true));
          } else {
            inPlace.forEach(scope -> changed(AccessChange.within(scope)));
          }
        });
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
            changed(AccessChange.anywhere(principal -> true));
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
            changed(
                AccessChange.anywhere(
                    principal -> members(principal).stream().anyMatch(touched::contains)));
          }
        });
  }

  private void subscribe(
      String type, Consumer<Resource> load, Consumer<CommittedTransaction> commit) {
    subscriptions.add(feed.follow(catalog.type("iam.edgelq.com/" + type), "", load, commit));
  }

  private void changed(AccessChange change) {
    state.incrementAndGet();
    all.forgetIfMany();
    confirmed.forgetIfMany();
    listeners.forEach(listener -> listener.accept(change));
  }

  /**
   * The listener is told whose grants may have changed: on the feed's thread and before any later
   * change is delivered to anybody, or by who says which regions were {@link #heard}. It must
   * neither block nor throw.
   */
  public void onChange(Consumer<AccessChange> listener) {
    listeners.add(listener);
  }

  /** Says whose rows count from now on; until then all do. */
  public void heard(HeardRegions regions) {
    if (heard.filter(regions::equals).isEmpty()) {
      heard = Optional.of(regions);
      confirmed = new Holdings(facts, ofEverybodySignedIn, heard);
      changed(AccessChange.anywhere(principal -> true));
    }
  }

  /** All that a principal holds, also by rows that may have been taken back where they belong. */
  public HeldGrants held(Principal principal) {
    return all.of(principal, state.get());
  }

  /** What a principal holds by rows that count: see {@link #heard}. */
  public HeldGrants confirmed(Principal principal) {
    return confirmed.of(principal, state.get());
  }

  /**
   * The answer to a question about what a principal holds; refuses with UNAVAILABLE when rows that
   * do not count would make it another one.
   */
  public <T> T confirmed(Principal principal, Function<HeldGrants, T> question) {
    return agreed((holdings, now) -> question.apply(holdings.of(principal, now)));
  }

  /** What is said by the rows that count, when all of them say the same. */
  private <T> T agreed(BiFunction<Holdings, Long, T> question) {
    while (true) {
      long now = state.get();
      Holdings counting = confirmed;
      T answer = question.apply(counting, now);
      if (counting == all || question.apply(all, now).equals(answer)) {
        return answer;
      }
      if (state.get() == now) {
        throw unconfirmed();
      }
    }
  }

  /** Whether a principal's grants allow it; refuses with UNAVAILABLE as above. */
  boolean allows(Principal principal, Ask ask) {
    return confirmed(principal).decide(ask) instanceof Decision.Allowed
        || confirmed(principal, held -> held.decide(ask) instanceof Decision.Allowed);
  }

  private RefusalException unconfirmed() {
    return heard.orElseThrow().refusal();
  }

  /** All bindings that count for a principal: of himself, his groups, his domain, everybody. */
  public Collection<HeldBinding> bindings(Principal principal) {
    return all.bindings(principal);
  }

  /**
   * The answer to a question about them; refuses with UNAVAILABLE when those that do not count at
   * the moment would make it another one.
   */
  public <T> T confirmedBindings(
      Principal principal, Function<Collection<HeldBinding>, T> question) {
    return agreed((holdings, now) -> question.apply(holdings.bindings(principal)));
  }

  /** What belonging to a group gives, also by the groups that it belongs to; by its name. */
  public Collection<HeldBinding> bindingsThrough(String group) {
    return all.bindingsThrough(group);
  }

  /** All bindings that give something only under a condition, by its name. */
  public Collection<HeldBinding> bindingsUnder(String condition) {
    return all.bindingsUnder(condition);
  }

  /** Every member string that stands for a principal. */
  public Set<String> members(Principal principal) {
    return all.members(principal);
  }

  /** Whom parameters of roles are taken from. */
  public Holder holder(Principal principal) {
    return facts.holders().of(principal.member());
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
    return facts.holders().of(member).resource();
  }

  /** Whether the address of a group that stands in a resource means this group. */
  public boolean isMeant(String group, String resource) {
    return facts.memberships().isMeant(group, resource);
  }

  public Optional<Condition> condition(String name) {
    return all.condition(name);
  }

  /** Whether there is a project or an organization of that name, as far as this region knows. */
  public boolean isScope(String name) {
    return facts.scopes().isThere(name);
  }

  /** The organizations above a project or an organization, the nearest first. */
  public List<String> above(String scope) {
    return facts.scopes().above(scope);
  }

  /** The organizations among these scopes, and all that are below one of them. */
  Set<String> withOrganizationsBelow(Set<String> some) {
    return facts.scopes().withOrganizationsBelow(some);
  }

  /** Who owns projects and organizations. */
  public Owners owners() {
    return new Owners(facts, all);
  }

  /** Member strings of those who hold a grant that a test says yes to. */
  public Set<String> membersWith(Predicate<Grant> wanted) {
    return facts
        .bindings()
        .all()
        .filter(binding -> all.gives(binding, wanted))
        .map(RoleBinding::getMember)
        .collect(Collectors.toSet());
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
