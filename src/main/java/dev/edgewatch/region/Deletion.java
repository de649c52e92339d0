package dev.edgewatch.region;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.resource.ReferenceValue;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Referrer;
import dev.edgewatch.store.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What goes with a resource in the transaction that deletes it (contract section 1.7): what refers
 * to it or lives below it with CASCADE_DELETE is deleted, and so on; references with UNSET are
 * cleared; those that BLOCK, and are not deleted themselves, forbid it all. What is asynchronous is
 * left, and written down.
 *
 * <p>Planned with the reads of a session; {@link #carryOut} then only writes.
 */
final class Deletion {
  /** Most resources that one transaction deletes or changes. */
  static final int MOST = 1_000;

  private static final Set<DeleteBehavior> AT_ONCE =
      EnumSet.of(DeleteBehavior.BLOCK, DeleteBehavior.UNSET, DeleteBehavior.CASCADE_DELETE);

  private final Session session;
  private final Consequences consequences;
  private final Key root;
  private final Map<Key, Resource> deleted = new LinkedHashMap<>();
  private final Map<Key, Set<Key>> cleared = new LinkedHashMap<>();
  private final Set<Key> blocking = new LinkedHashSet<>();
  private final List<Consumer<Session>> changes = new ArrayList<>();

  private Deletion(Session session, Consequences consequences, Resource root) {
    this.session = session;
    this.consequences = consequences;
    this.root = Key.of(root);
  }

  /** Looks at everything that goes with a resource that is there and belongs to this region. */
  static Deletion plan(Session session, Consequences consequences, Resource root) {
    return plan(session, consequences, root, referrer -> false);
  }

  /**
   * The same in a session that has changed others before.
   *
   * @param released who does not refer to it any more when the session is committed
   */
  static Deletion plan(
      Session session, Consequences consequences, Resource root, Predicate<Key> released) {
    Deletion deletion = new Deletion(session, consequences, root);
    deletion.spread(root);
    deletion.blocking.removeIf(released.or(deletion.deleted::containsKey));
    if (deletion.blocking.isEmpty()) {
      deletion.prepareChanges();
    }
    return deletion;
  }

  /** What forbids the deletion; empty when nothing does. */
  Set<Key> blocking() {
    return blocking;
  }

  /** Writes it all. Only after a plan that nothing blocks. */
  void carryOut(String requestId) {
    changes.forEach(change -> change.accept(session));
    deleted.forEach(
        (key, resource) -> {
          ResourceType type = resource.type();
          if (consequences.catalog().leavesWork(type)) {
            session.save(consequences.unfinished(key, requestId));
          }
          session.deleteLeavingLater(type, resource.name());
        });
  }

  private void spread(Resource first) {
    Set<Key> seen = new HashSet<>();
    List<Resource> level = List.of(first);
    seen.add(Key.of(first));
    while (!level.isEmpty()) {
      level.forEach(resource -> deleted.put(Key.of(resource), resource));
      Set<Key> next = new LinkedHashSet<>();
      next.addAll(following(level.stream().map(Key::of).toList()));
      level.forEach(resource -> next.addAll(below(resource)));
      next.removeIf(key -> !seen.add(key));
      requireFew(next.size());
      level = existing(next);
    }
  }

  /** Those who refer and are deleted as well. */
  private Set<Key> following(Collection<Key> targets) {
    Set<Key> following = new LinkedHashSet<>();
    List<Referrer> referrers = session.referrers(targets, AT_ONCE, MOST + 1);
    for (Referrer referrer : referrers) {
      switch (referrer.reference().behavior()) {
        case CASCADE_DELETE -> following.add(referrer.key());
        case UNSET ->
            cleared
                .computeIfAbsent(referrer.key(), key -> new HashSet<>())
                .add(referrer.reference().target());
        default -> blocking.add(referrer.key());
      }
    }
    requireFew(referrers.size());
    return following;
  }

  /** What lives directly below and is deleted as well. */
  private Set<Key> below(Resource resource) {
    Set<Key> below = new LinkedHashSet<>();
    for (ResourceType child : consequences.catalog().childrenOf(resource.type())) {
      DeleteBehavior behavior = child.declaration().getOnParentDelete();
      if (behavior == DeleteBehavior.ASYNC_CASCADE_DELETE) {
        continue;
      }
      for (String name : session.namesBelow(child, resource.name(), "", MOST + 1)) {
        Key key = new Key(child.fullName(), name);
        if (behavior == DeleteBehavior.CASCADE_DELETE) {
          below.add(key);
        } else {
          blocking.add(key);
        }
      }
    }
    return below;
  }

  /**
   * Those that are there and can be deleted at once: what takes steps to delete, or belongs to
   * another region, has to be deleted first.
   */
  private List<Resource> existing(Set<Key> keys) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    keys.forEach(
        key -> names.computeIfAbsent(key.type(), type -> new ArrayList<>()).add(key.name()));
    List<Resource> existing = new ArrayList<>();
    names.forEach(
        (typeName, ofType) -> {
          ResourceType type = consequences.type(typeName);
          for (Resource found : session.batchGet(type, ofType).values()) {
            if (type.declaration().getAsyncDelete() || !consequences.isHere(found)) {
              blocking.add(Key.of(found));
            } else {
              existing.add(found);
            }
          }
        });
    return existing;
  }

  private void prepareChanges() {
    cleared.keySet().removeAll(deleted.keySet());
    requireFew(cleared.size());
    cleared.forEach(
        (key, targets) ->
            consequences
                .cleared(session, key, value -> isCleared(value, targets))
                .ifPresent(changes::add));
    deleted.values().forEach(gone -> consequences.forgotten(session, gone).ifPresent(changes::add));
  }

  private static boolean isCleared(ReferenceValue value, Set<Key> targets) {
    return value.onDelete() == DeleteBehavior.UNSET
        && targets.contains(new Key(value.target(), value.name()));
  }

  private void requireFew(int more) {
    if (deleted.size() + more > MOST && blocking.isEmpty()) {
      throw new Refusal.Precondition(
              "CASCADE_TOO_LARGE",
              root.name()
                  + " cannot be deleted: more than "
                  + MOST
                  + " resources would be deleted or changed with it; delete some of them first",
              deleted.keySet().stream()
                  .map(Key::name)
                  .filter(name -> !name.equals(root.name()))
                  .limit(10)
                  .toList())
          .exception();
    }
  }
}
