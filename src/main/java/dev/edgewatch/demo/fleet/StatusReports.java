package dev.edgewatch.demo.fleet;

import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Devices that report a change of their status, at a steady rate. Never more than a bounded number
 * of reports is under way: what a slow or absent region does not take is left out, not queued.
 */
final class StatusReports implements AutoCloseable {
  private static final int TICK_MILLIS = 20;
  private static final int AT_ONCE = 256;
  private static final Duration LEAVE_ALONE = Duration.ofSeconds(2);

  private final Map<String, ResourceClient> devices = new ConcurrentHashMap<>();
  private final Map<String, Instant> absentUntil = new ConcurrentHashMap<>();
  private final FleetPlan plan;
  private final Clock clock;
  private final RandomGenerator random;
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fleet-reports").factory());
  private final ExecutorService reporters = Executors.newVirtualThreadPerTaskExecutor();
  private double due;

  StatusReports(
      EdgeClient client,
      ResourceType type,
      ForwardContext fleet,
      FleetPlan plan,
      Clock clock,
      RandomGenerator random) {
    plan.regions()
        .forEach(region -> devices.put(region, client.region(region).resources(type, fleet)));
    this.plan = plan;
    this.clock = clock;
    this.random = random;
  }

  /**
   * @param withStream devices below this index tell their connection by a stream and not by reports
   */
  void start(int withStream, double perSecond) {
    if (plan.size() == 0 || perSecond <= 0) {
      return;
    }
    StatusChanges changes = new StatusChanges(plan, withStream, clock, random);
    double perTick = perSecond * TICK_MILLIS / 1_000;
    timer.scheduleAtFixedRate(
        () -> tick(changes, perTick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick(StatusChanges changes, double perTick) {
    for (due += perTick; due >= 1; due--) {
      StatusChanges.Change change = changes.next();
      if (isThere(change.region()) && slots.tryAcquire()) {
        reporters.execute(() -> report(change));
      }
    }
  }

  private boolean isThere(String region) {
    Instant until = absentUntil.get(region);
    return until == null || clock.instant().isAfter(until);
  }

  private void report(StatusChanges.Change change) {
    try {
      ResourceClient region = devices.get(change.region());
      if (region != null && !(region.update(change.request()) instanceof WriteResult.Done)) {
        // The device may have been deleted or the region stopped; either way the next report is
        // another one.
        absentUntil.put(change.region(), clock.instant().plus(LEAVE_ALONE));
      }
    } finally {
      slots.release();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    reporters.close();
  }
}
