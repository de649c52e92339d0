package dev.edgewatch.region;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Refusal.Unsettled.Cause;
import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clockwork of a region: deadlines, greatest ages, missed heartbeats. What it runs must be
 * short and must not block. One thread; thread-safe.
 */
public final class RegionTimer implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("region-timer").factory());

  RegionTimer() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Ends a call that takes too long although its caller set no deadline. A write that was begun
   * goes on and is committed or not; its caller has to look.
   */
  void limit(GatedCall<?> call, Duration atMost) {
    if (Context.current().getDeadline() == null) {
      Refusal late =
          new Refusal.Unsettled(
              Cause.DEADLINE_EXCEEDED, "no answer within " + atMost.toMillis() + " ms");
      call.whenEnded(after(atMost, () -> call.fail(late)));
    }
  }

  /** Runs something short after a while, unless the returned action is run before. */
  public Runnable after(Duration delay, Runnable action) {
    ScheduledFuture<?> scheduled = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** Runs something short again and again, until the returned action is run. */
  public Runnable every(Duration period, Runnable action) {
    ScheduledFuture<?> scheduled =
        timer.scheduleWithFixedDelay(
            action, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
