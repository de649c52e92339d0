package dev.edgewatch.region;

import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What people ask to be let do, as far as they do not hold it yet: the region's own rows and copies
 * of those of others, kept current by the change feed. Thread-safe; reading never blocks.
 */
final class AccessRequests implements AutoCloseable {
  static final ResourceType TYPE = ApiKeyHashes.CATALOG.type("iam.edgelq.com/AccessRequest");

  /** Enough to read; who has more to answer sees the rest when these are answered. */
  private static final int SHOWN = 100;

  static final String GIVING = "services/iam.edgelq.com/permissions/roleBindings.create";
  private static final Comparator<AccessRequest> LATEST_FIRST =
      Comparator.comparingLong((AccessRequest row) -> row.getAsked().getSeconds())
          .reversed()
          .thenComparing(AccessRequest::getName);

  private final AccessIndex access;
  private final Map<String, Map<String, AccessRequest>> byScope = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ChangeFeed.Subscription subscription;

  AccessRequests(AccessIndex access, ChangeFeed feed) {
    this.access = access;
    this.subscription = feed.follow(TYPE, "", row -> put(row.as(AccessRequest.class)), this::apply);
  }

  private void apply(CommittedTransaction transaction) {
    for (Change change : transaction.changes()) {
      if (change.after() == null) {
        rows(ScopeNames.of(change.name())).remove(change.name());
      } else {
        put(change.after().as(AccessRequest.class));
      }
      listeners.forEach(listener -> listener.accept(ScopeNames.of(change.name())));
    }
  }

  private void put(AccessRequest row) {
    rows(ScopeNames.of(row.getName())).put(row.getName(), row);
  }

  private Map<String, AccessRequest> rows(String scope) {
    return byScope.computeIfAbsent(scope, any -> new ConcurrentHashMap<>());
  }

  /** Told on the feed's thread in which scope one has come, changed or gone; must not block. */
  void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Those in a scope that somebody may see: his own, and all when he may bind roles there. */
  List<AccessRequest> shownTo(Principal caller, String scope) {
    Map<String, AccessRequest> rows = byScope.getOrDefault(scope, Map.of());
    if (rows.isEmpty()) {
      return List.of();
    }
    boolean gives = mayGive(caller, scope);
    return rows.values().stream()
        .filter(row -> gives || row.getMember().equals(caller.member()))
        .map(this::withoutHeld)
        .filter(row -> row.getWantedCount() > 0)
        .sorted(LATEST_FIRST)
        .limit(SHOWN)
        .toList();
  }

  Stream<AccessRequest> all() {
    return byScope.values().stream().flatMap(rows -> rows.values().stream());
  }

  boolean mayGive(Principal caller, String scope) {
    return holds(caller, GIVING, scope);
  }

  boolean holds(Principal caller, String permission, String object) {
    return access.confirmed(caller).decide(Ask.about(permission, object, access::above))
        instanceof Decision.Allowed;
  }

  /** Whoever asks, when he has a row. */
  Optional<Principal> asker(AccessRequest row) {
    return access.principal(row.getMember());
  }

  /** What of a request is held by now. */
  List<AccessRequest.Wanted> held(AccessRequest row) {
    return asker(row).stream()
        .flatMap(
            asker ->
                row.getWantedList().stream()
                    .filter(one -> holds(asker, one.getPermission(), one.getObject())))
        .toList();
  }

  /** A request with what is still missing. */
  private AccessRequest withoutHeld(AccessRequest row) {
    List<AccessRequest.Wanted> held = held(row);
    return row.toBuilder()
        .clearWanted()
        .addAllWanted(row.getWantedList().stream().filter(one -> !held.contains(one)).toList())
        .build();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
