package dev.edgewatch.store;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One unit of work in a {@link Store}. All reads come before the first write: a read after a write
 * is refused with an {@link IllegalStateException} that says so, because it would see the state
 * before the session. Reading the same thing twice gives the same answer. Not thread-safe; useless
 * after the work returned.
 */
public interface Session {

  Optional<Resource> get(ResourceType type, String name);

  /** The resources that exist among {@code names}, by name, in the order asked. */
  Map<String, Resource> batchGet(ResourceType type, List<String> names);

  /**
   * All resources of a type whose name starts with {@code namePrefix} (a parent and a slash, or
   * empty), by name. A session that lists and writes commits alone, without sharing a database
   * transaction: keep it out of frequent requests.
   */
  List<Resource> list(ResourceType type, String namePrefix);

  /**
   * Names of up to {@code atMost} resources that refer to {@code target} with a blocking reference.
   * For a good message to the caller; the rule itself is checked at commit, whether this was asked
   * or not.
   */
  List<String> blockers(ResourceType type, String target, int atMost);

  /**
   * The version of everything this session writes, for {@code metadata.resource_version}: one
   * request, one version. Larger than the version of everything read before, and of what it will
   * replace; versions of different sessions differ and may have gaps. The same for the whole run of
   * the work; another one when the work is run again.
   */
  long version();

  /**
   * Creates or replaces the resource of that name. Its new references must point to resources that
   * exist at commit, unless they allow dangling or the target's type is not in the catalog: {@code
   * FAILED_PRECONDITION} otherwise.
   */
  void save(Resource resource);

  /**
   * Deletes, or does nothing when there is none; {@code FAILED_PRECONDITION} at commit when
   * blocking references remain.
   */
  void delete(ResourceType type, String name);

  /**
   * Saves a read copy of a resource that another region owns. Its owner has checked the references;
   * copies arrive in any order, so they are recorded here but not checked.
   */
  void saveCopy(Resource resource);

  /** Deletes a read copy, whoever refers to it. */
  void deleteCopy(ResourceType type, String name);
}
