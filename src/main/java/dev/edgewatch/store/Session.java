package dev.edgewatch.store;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
   * Who refers to any of these with one of these behaviors, blocking ones first; up to {@code
   * atMost}. The rule itself is checked at commit, whether this was asked or not.
   */
  List<Referrer> referrers(Collection<Key> targets, Set<DeleteBehavior> behaviors, int atMost);

  /**
   * Names of resources of a type that begin with a name and a slash, by name, behind {@code after};
   * up to {@code atMost}. Not validated at commit, but for what {@link #delete} says.
   */
  List<String> namesBelow(ResourceType type, String name, String after, int atMost);

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
   * The same for a resource that also refers to what another region keeps: these references are
   * recorded, but their targets are not looked for here.
   */
  void save(Resource resource, Set<Key> elsewhere);

  /**
   * Saves a resource that refers to others without a declaration on its fields. All targets but
   * those known before must exist at commit.
   */
  void saveReferring(Resource resource, Set<Reference> references, Set<Key> knownBefore);

  /**
   * Deletes, or does nothing when there is none. Nothing may be left at commit that refers to it or
   * lives directly below it: {@code FAILED_PRECONDITION} otherwise. When the session has asked who
   * does, it is run again instead, because somebody came in between.
   */
  void delete(ResourceType type, String name);

  /**
   * The same, but those may be left that refer or live below with an asynchronous behavior: the
   * caller takes care of them afterwards.
   */
  void deleteLeavingLater(ResourceType type, String name);

  /**
   * Saves a read copy of a resource that another region owns. Its owner has checked the references;
   * copies arrive in any order, so here they are not checked, and only those that block are
   * recorded: what has to become of the resource is its owner's business.
   */
  void saveCopy(Resource resource);

  /** Deletes a read copy, whoever refers to it. */
  void deleteCopy(ResourceType type, String name);
}
