package dev.edgewatch.store;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Follower.Loaded;
import java.util.function.Consumer;

/** How a follower gets what was there before it. */
@FunctionalInterface
interface FeedLoad {

  /**
   * Calls {@code onLoad} for each resource of one moment and says which transactions that moment
   * contains.
   */
  Loaded run(ResourceType type, String namePrefix, Consumer<Resource> onLoad);
}
