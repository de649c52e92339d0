package dev.edgewatch.console.bff.access;

import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.client.Backoff;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One scope's stream, opened again for as long as somebody looks: a region that fails is followed
 * by the next one soon, a round in which all failed by a pause. What was last said stays in
 * between. Thread-safe.
 */
final class AccessStream {
  /** Not at once, because a region that stops may be followed by all others and the console. */
  private static final Duration TO_THE_NEXT = Duration.ofMillis(200);

  /** A region that has no such service will not have one in a second. */
  private static final Duration UNTIL_AN_UPGRADE = Duration.ofSeconds(60);

  private final String scope;
  private final AccessRegions regions;
  private final Optional<InetAddress> caller;
  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private int turn;
  private boolean closed;
  private @Nullable AutoCloseable stream;
  private @Nullable Attempt attempt;
  private volatile @Nullable KnownAccess known;

  AccessStream(
      String scope,
      AccessRegions regions,
      Optional<InetAddress> caller,
      Executor executor,
      ScheduledExecutorService scheduler) {
    this.scope = scope;
    this.regions = regions;
    this.caller = caller;
    this.executor = executor;
    this.scheduler = scheduler;
  }

  String scope() {
    return scope;
  }

  Optional<KnownAccess> known() {
    return Optional.ofNullable(known);
  }

  void add(Runnable listener) {
    listeners.add(listener);
  }

  /** Says whether nobody listens any more. */
  boolean remove(Runnable listener) {
    listeners.remove(listener);
    return listeners.isEmpty();
  }

  /** Opens the stream. Returns at once. */
  void start() {
    executor.execute(this::connect);
  }

  private void connect() {
    Attempt next = new Attempt();
    try {
      next.candidates = regions.serving(scope);
      String region = next.region(turn());
      if (!begin(next)) {
        return;
      }
      hold(
          next,
          regions.watch(region, WatchMyAccessRequest.newBuilder().setScope(scope).build(), next));
    } catch (RefusalException nobodyToAsk) {
      begin(next);
      lost(next, nobodyToAsk.refusal());
    }
  }

  private int turn() {
    lock.lock();
    try {
      return turn;
    } finally {
      lock.unlock();
    }
  }

  private boolean begin(Attempt next) {
    lock.lock();
    try {
      attempt = next;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void hold(Attempt opened, AutoCloseable watch) {
    lock.lock();
    try {
      if (!closed && attempt == opened) {
        stream = watch;
        return;
      }
    } finally {
      lock.unlock();
    }
    close(watch);
  }

  private void heard(Attempt from, WatchMyAccessResponse said) {
    lock.lock();
    try {
      if (closed || attempt != from) {
        return;
      }
      known = new KnownAccess(said, caller);
      backoff.reset();
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
  }

  private void lost(Attempt from, Refusal refusal) {
    lock.lock();
    try {
      if (closed || attempt != from) {
        return;
      }
      attempt = null;
      stream = null;
      turn++;
      scheduler.schedule(this::start, pause(from, refusal).toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  private Duration pause(Attempt from, Refusal refusal) {
    if (turn % Math.max(1, from.candidates.size()) != 0) {
      return TO_THE_NEXT;
    }
    return refusal instanceof Refusal.Unsupported ? UNTIL_AN_UPGRADE : backoff.next();
  }

  void close() {
    AutoCloseable open;
    lock.lock();
    try {
      closed = true;
      open = stream;
      stream = null;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      close(open);
    }
  }

  private static void close(AutoCloseable watch) {
    try {
      watch.close();
    } catch (Exception alreadyBroken) {
      // It is given up either way.
    }
  }

  /** One of the many openings; what an earlier one still says is void. */
  private final class Attempt implements CustomCalls.Listener<WatchMyAccessResponse> {
    private List<String> candidates = List.of();

    String region(int place) {
      return candidates.get(Math.floorMod(place, candidates.size()));
    }

    @Override
    public void answer(WatchMyAccessResponse said) {
      heard(this, said);
    }

    @Override
    public void ended(Refusal refusal) {
      lost(this, refusal);
    }
  }
}
