package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.client.Backoff;
import dev.edgewatch.client.OneWatch;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One watched resource; the watch is opened again until the resource is closed. One lock guards
 * what arrived and what is shown.
 */
final class WatchedResource implements LiveResource, OneWatch.Listener {
  private final ReentrantLock lock = new ReentrantLock();
  private final ResourceClient region;
  private final String name;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;
  private final Runnable onDirty;
  private final Consumer<LiveResource> onClosed;
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private final RegionHealth health;

  private @Nullable Message arrived;
  private boolean removed;
  private boolean answered;
  private boolean dirty;
  private boolean closed;
  private @Nullable AutoCloseable stream;

  private @Nullable Message shown;
  private boolean shownDeleted;
  private Map<String, Instant> changedPaths = Map.of();

  private WatchedResource(
      ResourceClient region,
      String name,
      Clock clock,
      ScheduledExecutorService scheduler,
      Runnable onDirty,
      Consumer<LiveResource> onClosed) {
    this.region = region;
    this.name = name;
    this.clock = clock;
    this.scheduler = scheduler;
    this.onDirty = onDirty;
    this.onClosed = onClosed;
    this.health = new RegionHealth(clock);
  }

  static WatchedResource open(
      ResourceClient region,
      String name,
      Clock clock,
      ScheduledExecutorService scheduler,
      Runnable onDirty,
      Consumer<LiveResource> onClosed) {
    var resource = new WatchedResource(region, name, clock, scheduler, onDirty, onClosed);
    resource.connect();
    return resource;
  }

  private void connect() {
    AutoCloseable opened = region.watchOne(name, FieldMask.getDefaultInstance(), this);
    lock.lock();
    try {
      if (!closed) {
        stream = opened;
        return;
      }
    } finally {
      lock.unlock();
    }
    closeQuietly(opened);
  }

  @Override
  public void present(Resource resource) {
    arrive(resource.message());
  }

  @Override
  public void removed() {
    arrive(null);
  }

  private void arrive(@Nullable Message latest) {
    lock.lock();
    try {
      removed = latest == null;
      arrived = latest;
      answered = true;
      dirty = true;
      backoff.reset();
      health.heard();
    } finally {
      lock.unlock();
    }
    onDirty.run();
  }

  @Override
  public void ended(Refusal refusal) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (refusal instanceof Refusal.NotFound) {
        removed |= arrived != null;
        arrived = null;
      }
      answered = true;
      dirty = true;
      health.disconnected(refusal);
      Duration pause = backoff.next();
      health.nextTryAt(clock.instant().plus(pause));
      scheduler.schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
    onDirty.run();
  }

  @Override
  public boolean drain() {
    lock.lock();
    try {
      boolean changed = dirty;
      dirty = false;
      Message before = shown;
      Message latest = arrived;
      if (before != null && latest != null) {
        Instant now = clock.instant();
        var marks = new HashMap<>(changedPaths);
        for (FieldPath path : Mask.diff(before, latest).paths()) {
          marks.put(path.text(), now);
        }
        changedPaths = marks;
      }
      shown = latest;
      shownDeleted = removed;
      return changed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Message> resource() {
    return Optional.ofNullable(shown);
  }

  @Override
  public boolean answered() {
    return answered;
  }

  @Override
  public boolean deleted() {
    return shownDeleted;
  }

  @Override
  public LiveQuery.RegionState region() {
    lock.lock();
    try {
      return health.state(region.region(), shown == null ? 0 : 1);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Map<String, Instant> changedPaths() {
    return changedPaths;
  }

  @Override
  public void close() {
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
      closeQuietly(open);
    }
    onClosed.accept(this);
  }

  private static void closeQuietly(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception alreadyBroken) {
      // The stream is given up either way.
    }
  }
}
