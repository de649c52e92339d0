package dev.edgewatch.console.bff;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.Lifecycle;
import dev.edgewatch.client.Backoff;
import dev.edgewatch.client.OneWatch;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One watched resource; the watch is opened again until the resource is closed. One lock guards
 * what arrived and what is shown.
 */
final class WatchedResource implements LiveResource, OneWatch.Listener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<ResourceClient> regions;
  private final FieldMask mask;
  private final String name;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;
  private final Runnable onDirty;
  private final Consumer<LiveResource> onClosed;
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private final RegionHealth health;

  private @Nullable Message arrived;
  private volatile String region = "";
  private boolean removed;
  private boolean deleting;
  private volatile boolean denied;
  private volatile boolean answered;
  private boolean dirty;
  private boolean closed;
  private @Nullable AutoCloseable stream;
  private @Nullable ScheduledFuture<?> nextTry;

  private @Nullable Message shown;
  private boolean shownDeleted;
  private Map<String, Instant> changedPaths = Map.of();

  private WatchedResource(
      Supplier<ResourceClient> regions,
      String name,
      FieldMask mask,
      Clock clock,
      ScheduledExecutorService scheduler,
      Runnable onDirty,
      Consumer<LiveResource> onClosed) {
    this.regions = regions;
    this.name = name;
    this.mask = mask;
    this.clock = clock;
    this.scheduler = scheduler;
    this.onDirty = onDirty;
    this.onClosed = onClosed;
    this.health = new RegionHealth(clock);
  }

  /**
   * @param regions asked for each attempt which region to watch it in; may refuse
   */
  static WatchedResource open(
      Supplier<ResourceClient> regions,
      String name,
      FieldMask mask,
      Clock clock,
      ScheduledExecutorService scheduler,
      Runnable onDirty,
      Consumer<LiveResource> onClosed) {
    var resource = new WatchedResource(regions, name, mask, clock, scheduler, onDirty, onClosed);
    resource.connect();
    return resource;
  }

  private void connect() {
    AutoCloseable opened;
    try {
      ResourceClient asked = regions.get();
      region = asked.region();
      opened = asked.watchOne(name, mask, this);
    } catch (RefusalException nobodyToAsk) {
      ended(nobodyToAsk.refusal());
      return;
    }
    lock.lock();
    try {
      if (!closed) {
        stream = opened;
        return;
      }
    } finally {
      lock.unlock();
    }
    Quietly.close(opened);
  }

  @Override
  public void present(Resource resource) {
    arrive(resource.message(), isDeleting(resource.message()));
  }

  @Override
  public void removed() {
    arrive(null, false);
  }

  /** Whether it is on its way out (contract section 1.7). */
  private static boolean isDeleting(Message resource) {
    Descriptor type = resource.getDescriptorForType();
    return type.findFieldByName("metadata") != null
        && FieldPath.parse(type, "metadata.lifecycle.state")
            .value(resource)
            .filter(state -> state.toString().equals(Lifecycle.State.DELETING.name()))
            .isPresent();
  }

  private void arrive(@Nullable Message latest, boolean onItsWayOut) {
    lock.lock();
    try {
      removed = latest == null;
      deleting = onItsWayOut;
      denied = false;
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
      denied = refusal instanceof Refusal.Denied;
      // Who sees a project by a role in its organization may not even know that it is gone.
      removed |= arrived != null && (refusal instanceof Refusal.NotFound || (denied && deleting));
      if (isAnAnswer(refusal)) {
        // What somebody may not see any more does not stay with him.
        arrived = null;
      }
      answered |= isAnAnswer(refusal);
      dirty = true;
      health.disconnected(refusal);
      Duration pause = backoff.next();
      health.nextTryAt(clock.instant().plus(pause));
      nextTry = scheduler.schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
    onDirty.run();
  }

  /** A region that cannot be reached has said nothing about the resource. */
  private static boolean isAnAnswer(Refusal refusal) {
    return refusal instanceof Refusal.NotFound || refusal instanceof Refusal.Denied;
  }

  @Override
  public void retryNow() {
    ScheduledFuture<?> planned;
    lock.lock();
    try {
      planned = nextTry;
    } finally {
      lock.unlock();
    }
    if (planned != null && planned.cancel(false)) {
      scheduler.execute(this::connect);
    }
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
      } else {
        changedPaths = Map.of();
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
  public boolean denied() {
    return denied;
  }

  @Override
  public boolean deleted() {
    return shownDeleted;
  }

  @Override
  public LiveQuery.RegionState region() {
    lock.lock();
    try {
      return health.state(region, shown == null ? 0 : 1, shown == null ? 0 : 1);
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
      Quietly.close(open);
    }
    onClosed.accept(this);
  }
}
