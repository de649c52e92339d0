package dev.edgewatch.console.bff;

import dev.edgewatch.resource.RefusalException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the viewport of a live list: when rows are wanted that are not loaded it searches the key
 * where to enter, opens a new frame there and puts it in the old one's place as soon as all regions
 * have answered. One load runs at a time; while it runs only the latest wish is remembered, so a
 * long scroll costs two loads.
 */
final class FrameLoader {
  /** How long a frame waits for a region that says nothing before it is shown without it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingHappened = lock.newCondition();
  private final ListRegions regions;
  private final RankSearch search;
  private final LiveModel.Surroundings around;
  private @Nullable Wish wish;
  private boolean loading;
  private boolean closed;

  FrameLoader(ListRegions regions, RankSearch search, LiveModel.Surroundings around) {
    this.regions = regions;
    this.search = search;
    this.around = around;
  }

  private record Wish(int first, int count) {}

  void want(int first, int count) {
    if (regions.covers(first, count)) {
      return;
    }
    lock.lock();
    try {
      wish = new Wish(first, count);
      somethingHappened.signalAll();
      if (loading || closed) {
        return;
      }
      loading = true;
    } finally {
      lock.unlock();
    }
    around.executor().execute(this::loadUntilSatisfied);
  }

  /** A region has said something: a frame that waits for it may be complete. */
  void linkAnswered() {
    lock.lock();
    try {
      somethingHappened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      somethingHappened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void loadUntilSatisfied() {
    try {
      for (Wish next = take(); next != null; next = take()) {
        load(next);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Wish take() {
    lock.lock();
    try {
      Wish taken = wish;
      wish = null;
      boolean nothingToDo = taken == null || closed || regions.covers(taken.first(), taken.count());
      if (nothingToDo) {
        loading = false;
        return null;
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void load(Wish wanted) throws InterruptedException {
    awaitAnswers(regions::answered);
    if (regions.covers(wanted.first(), wanted.count())) {
      return;
    }
    int ahead = around.pageSize() / 2;
    try {
      var entrance =
          search.find(
              regions.totals(),
              Math.max(0, wanted.first() - ahead),
              Math.max(0, wanted.first() - ahead / 4));
      Frame frame = regions.newFrame(entrance);
      frame.links().values().forEach(RegionLink::openOnce);
      awaitAnswers(frame::answered);
      if (isClosed()) {
        frame.close();
      } else {
        regions.replace(frame);
      }
    } catch (ExecutionException | RefusalException regionGone) {
      tryAgain(wanted);
    }
  }

  /**
   * A region went away during the search. Its own link finds out; then the wish is answered without
   * it, unless there is another wish by now.
   */
  private void tryAgain(Wish unanswered) throws InterruptedException {
    lock.lock();
    try {
      long left = PAUSE.toNanos();
      while (!closed && wish == null && left > 0) {
        left = somethingHappened.awaitNanos(left);
      }
      wish = wish == null ? unanswered : wish;
    } finally {
      lock.unlock();
    }
  }

  private void awaitAnswers(BooleanSupplier answered) throws InterruptedException {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (!closed && left > 0 && !answered.getAsBoolean()) {
        left = somethingHappened.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
