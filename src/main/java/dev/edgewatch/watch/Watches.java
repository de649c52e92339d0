package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and watches of one region, all answered from resident collections. Thread-safe. Reads may block while a collection
 * is loaded for the first time.
 */
public interface Watches extends AutoCloseable {

  Optional<Resource> get(ResourceType type, String name);

  Map<String, Resource> batchGet(ResourceType type, List<String> names);

  /** One page. An empty token is the first page. */
  Page list(Query query, String pageToken, int pageSize);

  /** A live page (contract section 6.3). */
  WatchStream watchPage(Query query, String pageToken, int pageSize, int maxChunkSize, Mask mask, WatchSink sink);

  /** All matching resources, unordered and resumable (contract section 6.4). */
  WatchStream watchAll(
      ResourceType type,
      ParentName parent,
      Filter filter,
      Mask mask,
      @Nullable String resumeToken,
      @Nullable Instant startingTime,
      int maxChunkSize,
      WatchSink sink);

  /** One resource (contract section 6.2); refuses with NOT_FOUND when it does not exist at the start. */
  WatchStream watchOne(ResourceType type, String name, Mask mask, WatchSink sink);

  @Override
  void close();
}
