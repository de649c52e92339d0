package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Project;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which regions the projects of a session use. Each project is watched once, however many lists
 * follow it, and only while some do. Thread-safe.
 */
final class ProjectPolicies {
  private final BiFunction<String, Runnable, LiveResource> watch;
  private final Map<String, Shared> open = new HashMap<>();

  /**
   * @param watch opens the watch of a project, given its id and what to call when it has news; it
   *     may call it before it returns
   */
  ProjectPolicies(BiFunction<String, Runnable, LiveResource> watch) {
    this.watch = watch;
  }

  /** One list's interest in a project. */
  interface Followed extends AutoCloseable {
    /**
     * Ids in the project's order; empty while the project has not been heard of. A project that
     * cannot be seen has no policy.
     */
    Optional<List<String>> enabledRegions();

    @Override
    void close();
  }

  /**
   * @param onChange called on any thread; must return at once
   */
  Followed follow(String project, Runnable onChange) {
    Shared shared;
    synchronized (open) {
      shared = open.computeIfAbsent(project, Shared::new);
      shared.listeners.add(onChange);
    }
    shared.start();
    return new Followed() {
      @Override
      public Optional<List<String>> enabledRegions() {
        return shared.enabledRegions();
      }

      @Override
      public void close() {
        leave(shared, onChange);
      }
    };
  }

  private void leave(Shared shared, Runnable onChange) {
    synchronized (open) {
      shared.listeners.remove(onChange);
      if (!shared.listeners.isEmpty() || !open.remove(shared.project, shared)) {
        return;
      }
    }
    shared.end();
  }

  private final class Shared {
    private final String project;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LiveResource resource;

    Shared(String project) {
      this.project = project;
    }

    void start() {
      lock.lock();
      try {
        if (resource == null) {
          resource = watch.apply(project, () -> listeners.forEach(Runnable::run));
        }
      } finally {
        lock.unlock();
      }
    }

    Optional<List<String>> enabledRegions() {
      lock.lock();
      try {
        LiveResource watched = resource;
        if (watched == null) {
          return Optional.empty();
        }
        watched.drain();
        return watched.answered()
            ? Optional.of(watched.resource().map(Shared::regions).orElse(List.of()))
            : Optional.empty();
      } finally {
        lock.unlock();
      }
    }

    private static List<String> regions(Message project) {
      return RegionRoster.enabled(((Project) project).getMultiRegionPolicy());
    }

    void end() {
      lock.lock();
      try {
        if (resource != null) {
          resource.close();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
