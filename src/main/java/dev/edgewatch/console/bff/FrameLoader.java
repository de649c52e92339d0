package dev.edgewatch.console.bff;

import dev.edgewatch.resource.RefusalException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingHappened = lock.newCondition();
  private final LiveModel model;
  private final RankSearch search;
  private final LiveModel.Surroundings around;
  private @Nullable Wish wish;
  private boolean loading;
  private boolean closed;

  FrameLoader(LiveModel model, RankSearch search, LiveModel.Surroundings around) {
    this.model = model;
    this.search = search;
    this.around = around;
  }

  private record Wish(int first, int count) {}

  void want(int first, int count) {
    if (model.covers(first, count)) {
      return;
    }
    lock.lock();
    try {
      wish = new Wish(first, count);
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
      boolean nothingToDo = taken == null || closed || model.covers(taken.first(), taken.count());
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
    awaitAnswers(model::answered);
    if (model.covers(wanted.first(), wanted.count())) {
      return;
    }
    int ahead = around.pageSize() / 2;
    try {
      var entrance =
          search.find(
              model.totals(),
              Math.max(0, wanted.first() - ahead),
              Math.max(0, wanted.first() - ahead / 4));
      Frame frame = model.newFrame(entrance);
      frame.links().values().forEach(RegionLink::open);
      awaitAnswers(frame::answered);
      if (isClosed()) {
        frame.close();
      } else {
        model.replace(frame);
      }
    } catch (ExecutionException | RefusalException regionGone) {
      // A region went away during the search. Its own link finds out and the next wish is answered
      // without it.
    }
  }

  private void awaitAnswers(java.util.function.BooleanSupplier answered)
      throws InterruptedException {
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
