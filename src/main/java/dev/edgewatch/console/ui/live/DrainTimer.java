package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One timer for all pages of the process. It only says when; what is done runs on a virtual thread
 * of its own. Once it is destroyed nobody looks any more: what is still given to it is dropped.
 */
@Component
public class DrainTimer implements DisposableBean {
  /**
   * Least time between two pushes of one list: below what an eye tells apart, above what a renderer
   * minds. Somewhat less than a tenth of a second, because changes come at such rates: with as
   * much, one that had to wait once would make all that follow it wait as long.
   */
  private static final Duration EVERY = Duration.ofMillis(80);

  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("drain-timer").factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A drain that runs with the UI's lock; the first time at once, then no more often than every 80
   * ms.
   */
  public Drain drain(UI ui, Runnable action) {
    return new Drain(ui, action, this);
  }

  void run(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException destroyed) {
      // Asking before would not do: it may be destroyed between the question and the task.
    }
  }

  void later(Runnable task) {
    timer.schedule(() -> run(task), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
    workers.shutdownNow();
  }
}
