package dev.edgewatch.watch;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.ChangeFeed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The collections of a region, loaded on first use. A scope is the first pair of a name ({@code
 * projects/p/}), or the whole type for names of one pair and for queries over all scopes. A
 * collection of the whole type also answers for its scopes. Thread-safe.
 */
final class ResidentCollections {
  private final ChangeFeed feed;
  private final WatchLimits limits;
  private final Clock clock;
  private final WatchMeters meters;
  private final ConcurrentMap<Scope, CompletableFuture<ResidentCollection>> collections =
      new ConcurrentHashMap<>();

  ResidentCollections(ChangeFeed feed, WatchLimits limits, Clock clock, WatchMeters meters) {
    this.feed = feed;
    this.limits = limits;
    this.clock = clock;
    this.meters = meters;
  }

  private record Scope(ResourceType type, String prefix) {}

  /**
   * Reads from the collection that holds all names with that prefix; may block while it is loaded.
   */
  <T> T read(ResourceType type, String prefix, Function<ResidentCollection, T> reading) {
    return read(type, prefix, unprepared -> {}, reading);
  }

  /**
   * The same after a preparation, which runs without the collection's lock. Both may run again,
   * with another collection, when the first one was just let go of.
   */
  <T> T read(
      ResourceType type,
      String prefix,
      Consumer<ResidentCollection> preparation,
      Function<ResidentCollection, T> reading) {
    while (true) {
      Scope scope = new Scope(type, scopePrefix(prefix));
      Scope whole = new Scope(type, "");
      CompletableFuture<ResidentCollection> known = collections.get(whole);
      Scope used = known != null && known.isDone() ? whole : scope;
      ResidentCollection collection = loaded(used);
      preparation.accept(collection);
      Optional<T> answer = collection.read(reading);
      if (answer.isPresent()) {
        return answer.get();
      }
      collections.computeIfPresent(
          used, (same, future) -> future.getNow(null) == collection ? null : future);
    }
  }

  List<ResidentCollection> all() {
    return collections.values().stream()
        .filter(future -> future.isDone() && !future.isCompletedExceptionally())
        .map(CompletableFuture::join)
        .toList();
  }

  void evictIdleSince(Instant time) {
    collections
        .values()
        .removeIf(
            future ->
                future.isDone()
                    && !future.isCompletedExceptionally()
                    && future.join().retireIfIdleSince(time));
  }

  void retireAll(Refusal why) {
    all().forEach(collection -> collection.retire(why));
    collections.clear();
  }

  /**
   * The first caller loads, on its own thread; the others wait for it. A failed load is forgotten.
   */
  private ResidentCollection loaded(Scope scope) {
    CompletableFuture<ResidentCollection> mine = new CompletableFuture<>();
    CompletableFuture<ResidentCollection> known = collections.putIfAbsent(scope, mine);
    if (known == null) {
      try {
        mine.complete(
            new ResidentCollection(scope.type(), scope.prefix(), feed, limits, clock, meters));
      } catch (RuntimeException failed) {
        collections.remove(scope, mine);
        mine.completeExceptionally(failed);
        throw failed;
      }
      return mine.join();
    }
    try {
      return known.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  /** What of a name or its beginning tells the scope. */
  static String scopePrefix(String prefix) {
    int first = prefix.indexOf('/');
    int second = first < 0 ? -1 : prefix.indexOf('/', first + 1);
    return second < 0 ? "" : prefix.substring(0, second + 1);
  }
}
