package dev.edgewatch.console.bff;

import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.RefusalException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The live list over the pages of several regions.
 *
 * <p>Two halves, both guarded by one lock that is only held for short computations: what regions
 * said ({@link ListRegions}, written by streams) and what is shown ({@link ShownRows}, written by
 * {@link #drain}). {@code onDirty} is called without the lock.
 */
final class LiveModel implements LiveQuery {
  private final ReentrantLock lock = new ReentrantLock();
  private final boolean filtered;
  private final Clock clock;
  private final ExecutorService executor;
  private final Runnable onDirty;
  private final Consumer<LiveQuery> onClosed;
  private final @Nullable MatchCount scopeCount;
  private final ListRegions regions;
  private final AutoCloseable roster;

  private final ShownRows shown;
  private final List<LiveRow> remarked = new ArrayList<>();
  private int shownSize;
  private Map<String, String> shownPositions = Map.of();
  private WaitingChanges held = WaitingChanges.NONE;
  private boolean paused;
  private boolean holding;
  private boolean letIn;

  /**
   * @param roster which regions the list is made of; may call back before it returns
   * @param source the pages of a region
   * @param scopeCount counts the rows without the filter; null when there is none
   * @param onDirty called on any thread, without the list's lock; returns at once
   */
  LiveModel(
      Spec spec,
      OrderBy order,
      RegionRoster.Source roster,
      Function<String, RegionPages> source,
      @Nullable MatchCount scopeCount,
      Surroundings around,
      Runnable onDirty,
      Consumer<LiveQuery> onClosed) {
    this.filtered = !spec.filter().isEmpty();
    this.clock = around.clock();
    this.executor = around.executor();
    this.onDirty = onDirty;
    this.onClosed = onClosed;
    this.scopeCount = scopeCount;
    this.regions = new ListRegions(spec, order, lock, source, around, onDirty);
    List<FieldPath> paths =
        spec.paths().stream().map(path -> FieldPath.parse(spec.type().descriptor(), path)).toList();
    this.shown =
        new ShownRows(
            spec.type(),
            order.comparator(),
            paths,
            region ->
                Optional.ofNullable(regions.health().get(region)).flatMap(RegionHealth::heldSince));
    this.roster = roster.follow(regions::use);
  }

  /** What a list needs from the process it runs in. */
  record Surroundings(
      int pageSize, ExecutorService executor, ScheduledExecutorService scheduler, Clock clock) {}

  @Override
  public Drained drain() {
    lock.lock();
    try {
      boolean regionsChanged = regions.takeHealthChanged();
      // What a person may not see any more goes at once, whatever else stands still.
      boolean closed = shown.drop(regions.refusing());
      if (paused && !regions.isReplaced() && !closed) {
        return new Drained(List.of(), false, false, regionsChanged);
      }
      List<LiveRow> changed = new ArrayList<>(remarked);
      remarked.clear();
      var step = new ShownRows.Step(clock.instant(), changed, regions.entered(), this::whyLeft);
      boolean moved = show(step, closed);
      boolean sizeChanged = shownSize != shown.size();
      shownSize = shown.size();
      shownPositions = currentPositions();
      return new Drained(changed, moved, sizeChanged, regionsChanged);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says whether rows stand elsewhere than before.
   *
   * @param closed whether rows have just gone because their region refuses them
   */
  private boolean show(ShownRows.Step step, boolean closed) {
    boolean still = holding && !letIn && !regions.isReplaced() && !closed;
    boolean restructured = letIn || regions.isRestructured() || closed;
    letIn = false;
    List<Entry> changedInPlace = regions.take();
    if (!restructured) {
      changedInPlace.forEach(entry -> shown.takeInPlace(entry, step));
      return false;
    }
    Loaded loaded = regions.loaded();
    if (still) {
      shown.takeInPlace(loaded, step);
      held = shown.waiting(loaded);
      return false;
    }
    held = WaitingChanges.NONE;
    return shown.take(loaded, step) || closed;
  }

  /** A page does not say why a row left it; with a filter its region has to be asked. */
  private LiveRow.Gone.Why whyLeft(Row row) {
    Optional<RegionPages> region = regions.pages(row.region());
    if (region.isEmpty()) {
      return LiveRow.Gone.Why.REGION_LEFT;
    }
    if (!filtered) {
      return LiveRow.Gone.Why.DELETED;
    }
    executor.execute(() -> askWhyLeft(row, region.get()));
    return LiveRow.Gone.Why.LEFT;
  }

  private void askWhyLeft(Row row, RegionPages region) {
    LiveRow.Gone.Why why;
    try {
      why = region.exists(row.name()) ? LiveRow.Gone.Why.NO_MATCH : LiveRow.Gone.Why.DELETED;
    } catch (RefusalException silent) {
      return;
    }
    lock.lock();
    try {
      if (row.gone().isEmpty() || !row.leave(why, clock.instant())) {
        return;
      }
      remarked.add(row);
    } finally {
      lock.unlock();
    }
    onDirty.run();
  }

  /** Of regions some of whose rows wait for their places, the positions stay as they were. */
  private Map<String, String> currentPositions() {
    Map<String, String> positions = new LinkedHashMap<>();
    regions
        .links()
        .forEach(
            (region, link) -> {
              String position =
                  held.regions().contains(region)
                      ? shownPositions.getOrDefault(region, "")
                      : link.position();
              if (!position.isEmpty()) {
                positions.put(region, position);
              }
            });
    return positions;
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return shownSize;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<LiveRow> row(int index) {
    lock.lock();
    try {
      return Optional.ofNullable(shown.at(index));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void viewport(int first, int count) {
    regions.want(first, count);
  }

  @Override
  public List<RegionState> regions() {
    lock.lock();
    try {
      return regions.health().entrySet().stream()
          .map(region -> state(region.getKey(), region.getValue()))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  private RegionState state(String region, RegionHealth health) {
    return regions
        .link(region)
        .map(link -> health.state(region, link.rowCount(), link.known()))
        .orElseGet(() -> health.state(region, 0, 0));
  }

  @Override
  public Counts counts() {
    lock.lock();
    try {
      long matching = 0;
      long heldRows = 0;
      long heldOf = 0;
      List<String> missing = new ArrayList<>();
      for (var link : regions.links().entrySet()) {
        matching += link.getValue().rowCount();
        if (link.getValue().total() < 0) {
          missing.add(link.getKey());
        } else if (link.getValue().lost()) {
          heldRows += link.getValue().rowCount();
          heldOf += link.getValue().known();
        }
      }
      long known = matching - heldRows + heldOf;
      long all = scopeCount == null ? known : Math.max(known, scopeCount.rows());
      boolean counted = scopeCount == null || scopeCount.exact();
      return new Counts(matching, all, counted, heldRows, heldOf, missing);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Map<String, String> positions() {
    lock.lock();
    try {
      return shownPositions;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int pendingChanges() {
    lock.lock();
    try {
      int notDrained = regions.changesInPlace() + (regions.isRestructured() ? 1 : 0);
      return paused ? waiting().total() : notDrained + waiting().total();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Waiting waiting() {
    lock.lock();
    try {
      if (paused) {
        return shown.waiting(regions.loaded()).counts();
      }
      Waiting waits = held.counts();
      return new Waiting(waits.added(), 0, 0, waits.moved());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void pause() {
    change(() -> paused = true);
  }

  @Override
  public void resume() {
    change(
        () -> {
          paused = false;
          letIn = true;
        });
    onDirty.run();
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public void hold() {
    change(() -> holding = true);
  }

  @Override
  public void letGo() {
    change(
        () -> {
          letIn |= holding;
          holding = false;
        });
    onDirty.run();
  }

  @Override
  public boolean holding() {
    return holding;
  }

  @Override
  public void letIn() {
    change(() -> letIn = true);
    onDirty.run();
  }

  @Override
  public void keep(Set<String> names) {
    change(() -> letIn |= shown.keep(names));
    onDirty.run();
  }

  private void change(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void retryNow(String region) {
    regions.retryNow(region);
  }

  @Override
  public void resync() {
    regions.resync();
  }

  @Override
  public void close() {
    Quietly.close(roster);
    regions.close();
    if (scopeCount != null) {
      scopeCount.close();
    }
    onClosed.accept(this);
  }
}
