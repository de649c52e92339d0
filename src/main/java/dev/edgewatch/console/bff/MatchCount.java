package dev.edgewatch.console.bff;

import dev.edgewatch.client.Backoff;
import dev.edgewatch.resource.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many rows match, kept current by the smallest possible watch in each region: one row, of
 * which only the name. Watches that end are opened again; until then the last known number counts.
 */
final class MatchCount implements LiveCount {
  private final ReentrantLock lock = new ReentrantLock();
  private final Function<String, RegionPages> source;
  private final ScheduledExecutorService scheduler;
  private final Runnable onDirty;
  private final Consumer<AutoCloseable> onClosed;
  private final AutoCloseable roster;
  private Map<String, Counted> counted = Map.of();
  private boolean closed;

  /**
   * @param roster which regions are counted
   * @param source the rows of a region
   * @param onDirty called on any thread when the number may be another one
   */
  MatchCount(
      RegionRoster.Source roster,
      Function<String, RegionPages> source,
      ScheduledExecutorService scheduler,
      Runnable onDirty,
      Consumer<AutoCloseable> onClosed) {
    this.source = source;
    this.scheduler = scheduler;
    this.onDirty = onDirty;
    this.onClosed = onClosed;
    this.roster = roster.follow(this::use);
  }

  private void use(RegionRoster next) {
    List<Counted> before;
    List<Counted> now = new ArrayList<>();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      before = List.copyOf(counted.values());
      Map<String, Counted> regions = new LinkedHashMap<>();
      for (String region : next.present()) {
        Counted known = counted.get(region);
        Counted one = known == null ? new Counted(source.apply(region)) : known;
        regions.put(region, one);
        now.add(one);
      }
      counted = regions;
    } finally {
      lock.unlock();
    }
    before.stream().filter(one -> !now.contains(one)).forEach(Counted::close);
    now.stream().filter(one -> !before.contains(one)).forEach(Counted::open);
    onDirty.run();
  }

  @Override
  public long rows() {
    lock.lock();
    try {
      return counted.values().stream().mapToLong(one -> Math.max(0, one.total)).sum();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean exact() {
    lock.lock();
    try {
      return !counted.isEmpty() && counted.values().stream().allMatch(one -> one.current);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<OfRegion> regions() {
    lock.lock();
    try {
      return counted.entrySet().stream().map(one -> one.getValue().told(one.getKey())).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<Counted> last;
    lock.lock();
    try {
      closed = true;
      last = List.copyOf(counted.values());
    } finally {
      lock.unlock();
    }
    Quietly.close(roster);
    last.forEach(Counted::close);
    onClosed.accept(this);
  }

  /** One region's number. */
  private final class Counted implements RegionPages.Listener {
    private final RegionPages pages;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private @Nullable AutoCloseable stream;
    private long total = -1;
    private boolean current;
    private boolean denied;
    private int failures;
    private volatile boolean over;

    Counted(RegionPages pages) {
      this.pages = pages;
    }

    /** One failure after an answer is a stream that came of age, and opened again at once. */
    OfRegion told(String region) {
      State state = State.COUNTING;
      if (denied) {
        state = State.DENIED;
      } else if (total >= 0 && failures <= 1) {
        state = State.COUNTED;
      } else if (failures > 0) {
        state = State.UNREACHABLE;
      }
      return new OfRegion(region, Math.max(0, total), state);
    }

    void open() {
      if (over) {
        return;
      }
      AutoCloseable opened = pages.watch(Optional.empty(), 1, this);
      lock.lock();
      try {
        stream = opened;
      } finally {
        lock.unlock();
      }
      if (over) {
        Quietly.close(opened);
      }
    }

    void close() {
      over = true;
      AutoCloseable open;
      lock.lock();
      try {
        open = stream;
      } finally {
        lock.unlock();
      }
      if (open != null) {
        Quietly.close(open);
      }
    }

    @Override
    public void reset() {
      // The last known total stays until a new one comes.
    }

    @Override
    public void changes(List<RegionPages.RowChange> changes, RegionPages.Status status) {
      boolean news;
      lock.lock();
      try {
        news = total != status.total() || !current;
        total = status.total();
        current = true;
        denied = false;
        failures = 0;
        backoff.reset();
      } finally {
        lock.unlock();
      }
      if (news) {
        onDirty.run();
      }
    }

    @Override
    public void ended(Refusal refusal) {
      lock.lock();
      try {
        current = false;
        failures++;
        denied = refusal instanceof Refusal.Denied || refusal instanceof Refusal.NotFound;
        if (denied) {
          total = 0;
        }
        if (!over) {
          var _ = scheduler.schedule(this::open, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        }
      } finally {
        lock.unlock();
      }
      onDirty.run();
    }
  }
}
