package dev.edgewatch.region;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Deletes what lives below a resource, each in a session of its own, and finds what cannot be. */
final class Below {
  private static final Set<DeleteBehavior> FOLLOWS =
      EnumSet.of(DeleteBehavior.CASCADE_DELETE, DeleteBehavior.ASYNC_CASCADE_DELETE);
  private static final int PAGE = 200;
  private static final int TOLD = 100;

  /** Few, because people's calls need the same database. */
  private static final int AT_ONCE = 8;

  private final Region region;
  private final Consequences consequences;
  private final String requestId;
  private final WriteContext context;
  private final AtomicInteger deleted = new AtomicInteger();

  /**
   * @param requestId of the call that began it
   */
  Below(Region region, Consequences consequences, String requestId) {
    this.region = region;
    this.consequences = consequences;
    this.requestId = requestId;
    this.context = RecordedWork.context(region, requestId);
  }

  /**
   * Deletes until nothing more can be. One thing may hold another one back until it is deleted
   * itself, so it goes round as long as that helps.
   *
   * @return some of what is left, or of what that waits for; nothing when nothing is left
   */
  Set<Key> clear(ResourceType type, String name) {
    while (true) {
      int before = deleted.get();
      Queue<Key> left = new ConcurrentLinkedQueue<>();
      for (ResourceType child : consequences.catalog().childrenOf(type)) {
        clear(child, name, left);
      }
      if (left.isEmpty() || deleted.get() == before) {
        return some(left);
      }
    }
  }

  private void clear(ResourceType child, String above, Queue<Key> left) {
    boolean follows = FOLLOWS.contains(child.declaration().getOnParentDelete());
    String after = "";
    List<String> names = page(child, above, after);
    while (!names.isEmpty()) {
      if (follows) {
        delete(child, names, left);
      } else {
        names.forEach(name -> left.add(new Key(child.fullName(), name)));
      }
      after = names.getLast();
      names = page(child, above, after);
    }
  }

  private List<String> page(ResourceType child, String above, String after) {
    return region
        .store()
        .snapshot(context, session -> session.namesBelow(child, above, after, PAGE))
        .value();
  }

  private void delete(ResourceType type, List<String> names, Queue<Key> left) {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : names) {
        places.acquireUninterruptibly();
        executor.execute(
            () -> {
              try {
                left.addAll(delete(type, name));
              } finally {
                places.release();
              }
            });
      }
    }
  }

  /** What holds it back; nothing when it is gone. */
  private Set<Key> delete(ResourceType type, String name) {
    Key key = new Key(type.fullName(), name);
    try {
      Set<Key> holding =
          region.write(context, session -> delete(session, key, session.get(type, name))).value();
      if (holding.isEmpty()) {
        deleted.incrementAndGet();
      }
      return holding;
    } catch (RefusalException refused) {
      return Set.of(key);
    }
  }

  private Set<Key> delete(Session session, Key key, Optional<Resource> found) {
    if (found.isEmpty()) {
      return Set.of();
    }
    Resource resource = found.get();
    return consequences.isHere(resource)
        ? consequences.delete(session, resource, requestId)
        : Set.of(key);
  }

  private static Set<Key> some(Queue<Key> left) {
    Set<Key> some = new LinkedHashSet<>();
    left.stream().limit(TOLD).forEach(some::add);
    return some;
  }
}
