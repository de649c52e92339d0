package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.ChangeFeed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and watches of one region, all answered from resident collections. Thread-safe. Every
 * answer is one consistent state, at least as new as what {@link ChangeFeed#position()} covered
 * when it was asked for. Calls may block while a collection is loaded for the first time; they
 * refuse what the contract refuses, a watch in the call that opens it.
 */
public interface Watches extends AutoCloseable {

  /**
   * The engine over a feed. It starts one thread of its own, for what happens without a change
   * (progress, eviction).
   *
   * @param meters receives the figures named {@code edgewatch.watch.*}
   */
  static Watches over(ChangeFeed feed, WatchLimits limits, Clock clock, MeterRegistry meters) {
    return RunningWatches.start(feed, limits, clock, meters);
  }

  Optional<Resource> get(ResourceType type, String name);

  /**
   * The resources that exist among {@code names}, by name, in the order asked; one state for all
   * names of one scope.
   */
  Map<String, Resource> batchGet(ResourceType type, List<String> names);

  /** The number of rows a request's page size means; refuses a negative one (AIP-158). */
  int pageSize(int requested);

  /** One page. An empty token is the first page; size 0 is the default one. */
  Page list(Query query, String pageToken, int pageSize);

  /**
   * One page of what also contains every word of the phrase, as the beginning of a word of any
   * declared search field, whatever the case. An empty phrase searches for everything.
   */
  Page search(Query query, String phrase, String pageToken, int pageSize);

  /** A live page (contract section 6.3). */
  WatchStream watchPage(PageWatch watch, WatchSink sink);

  /** All matching resources, unordered and resumable (contract section 6.4). */
  WatchStream watchAll(AllWatch watch, WatchSink sink);

  /**
   * One resource (contract section 6.2); refuses with NOT_FOUND when it does not exist at the
   * start.
   */
  WatchStream watchOne(ResourceType type, String name, Mask mask, WatchSink sink);

  /** Ends all streams with UNAVAILABLE and lets go of everything. */
  @Override
  void close();
}
