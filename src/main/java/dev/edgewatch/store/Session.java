package dev.edgewatch.store;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One unit of work in a {@link Store}. All reads come before the first write: a read after a write is refused with an {@link
 * IllegalStateException} that says so, because it would see the state before the session. Not thread-safe; useless after
 * the work returned.
 */
public interface Session {

  Optional<Resource> get(ResourceType type, String name);

  /** The resources that exist among {@code names}, by name, in the order asked. */
  Map<String, Resource> batchGet(ResourceType type, List<String> names);

  /** All resources of a type whose name starts with {@code namePrefix} (a parent and a slash, or empty), by name. */
  List<Resource> list(ResourceType type, String namePrefix);

  /** Names of up to {@code atMost} resources that refer to {@code target} with a blocking reference. */
  List<String> blockers(ResourceType type, String target, int atMost);

  /** Creates or replaces the resource of that name. */
  void save(Resource resource);

  void delete(ResourceType type, String name);
}
