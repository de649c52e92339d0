package dev.edgewatch.console.bff;

import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live list over the pages of several regions.
 *
 * <p>Two halves, both guarded by one lock that is only held for short computations: what regions
 * said (the {@link Frame} and its links, written by streams) and what is shown ({@code shown},
 * written by {@link #drain}). The listener is called without the lock.
 */
final class LiveModel implements LiveQuery, RegionLink.Owner {
  private final ReentrantLock lock = new ReentrantLock();
  private final OrderBy order;
  private final List<FieldPath> paths;
  private final Clock clock;
  private final Runnable onDirty;
  private final Consumer<LiveQuery> onClosed;
  private final Map<String, RegionPages> pages;
  private final Map<String, RegionHealth> health = new LinkedHashMap<>();
  private final RegionLink.Surroundings surroundings;
  private final FrameLoader loader;
  private final ScheduledFuture<?> everySecond;
  private final @Nullable ScopeTotals scopeTotals;

  private Frame frame = Frame.NONE;
  private boolean restructured = true;
  private boolean replaced;
  private boolean healthChanged = true;
  private final Map<String, Entry> changedInPlace = new HashMap<>();
  private boolean paused;
  private boolean closed;

  private List<Row> shown = List.of();
  private Map<String, Row> shownByName = Map.of();
  private int shownBase;
  private int shownSize;
  private Map<String, String> shownPositions = Map.of();

  LiveModel(
      Spec spec,
      OrderBy order,
      Map<String, RegionPages> pages,
      @Nullable ScopeTotals scopeTotals,
      Surroundings around,
      Runnable onDirty,
      Consumer<LiveQuery> onClosed) {
    this.order = order;
    this.paths =
        spec.paths().stream().map(path -> FieldPath.parse(spec.type().descriptor(), path)).toList();
    this.clock = around.clock();
    this.onDirty = onDirty;
    this.onClosed = onClosed;
    this.pages = pages;
    this.scopeTotals = scopeTotals;
    this.surroundings =
        new RegionLink.Surroundings(
            around.pageSize(), spec.type(), order, lock, around.scheduler(), clock, this);
    this.loader = new FrameLoader(this, new RankSearch(pages, around.executor()), around);
    this.frame = newFrame(RankSearch.Entrance.START);
    frame.links().values().forEach(RegionLink::open);
    this.everySecond = around.scheduler().scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** What a list needs from the process it runs in. */
  record Surroundings(
      int pageSize, ExecutorService executor, ScheduledExecutorService scheduler, Clock clock) {}

  // ---- what regions said ----

  @Override
  public void changedInPlace(Entry entry) {
    changedInPlace.put(entry.name(), entry);
  }

  @Override
  public void restructured() {
    restructured = true;
  }

  @Override
  public void healthChanged() {
    healthChanged = true;
    surroundings.scheduler().execute(this::announce);
  }

  private void announce() {
    if (!closed) {
      loader.linkAnswered();
      onDirty.run();
    }
  }

  private void tick() {
    boolean behind = false;
    lock.lock();
    try {
      for (RegionHealth region : health.values()) {
        behind |= region.noticeSilence();
      }
      healthChanged |= behind;
    } finally {
      lock.unlock();
    }
    if (behind) {
      onDirty.run();
    }
  }

  /** A frame that is not opened yet; lost regions bring the rows that are held of them. */
  Frame newFrame(RankSearch.Entrance entrance) {
    lock.lock();
    try {
      Map<String, RegionLink> links = new LinkedHashMap<>();
      pages.forEach(
          (region, source) -> {
            RegionHealth state = health.computeIfAbsent(region, first -> new RegionHealth(clock));
            var link = new RegionLink(region, source, state, entrance.key(), surroundings);
            RegionLink before = frame.links().get(region);
            if (before != null && before.lost()) {
              link.seed(
                  before.rows().stream().filter(entry -> isFrom(entrance.key(), entry)).toList(),
                  before.total());
            }
            links.put(region, link);
          });
      return new Frame(entrance.key(), entrance.ranks(), links);
    } finally {
      lock.unlock();
    }
  }

  private boolean isFrom(Optional<OrderBy.Key> key, Entry entry) {
    return key.isEmpty() || order.comparator().compare(entry.key(), key.get()) >= 0;
  }

  /** Makes a loaded frame the one that is shown by the next drain. */
  void replace(Frame loaded) {
    Frame before;
    lock.lock();
    try {
      before = frame;
      frame = loaded;
      restructured = true;
      replaced = true;
    } finally {
      lock.unlock();
    }
    before.close();
    onDirty.run();
  }

  /** Rows of each region that answers, as it last said. */
  Map<String, Long> totals() {
    lock.lock();
    try {
      Map<String, Long> totals = new LinkedHashMap<>();
      frame
          .links()
          .forEach(
              (region, link) -> {
                if (!link.lost() && link.total() > 0) {
                  totals.put(region, link.total());
                }
              });
      return totals;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the rows of an interval of the whole list are loaded, as far as they exist. */
  boolean covers(int first, int count) {
    lock.lock();
    try {
      int base = frame.base();
      int end = base + frame.merged(order).size();
      return first >= base && (first + count <= end || end >= frame.rowCount());
    } finally {
      lock.unlock();
    }
  }

  boolean answered() {
    lock.lock();
    try {
      return frame.answered();
    } finally {
      lock.unlock();
    }
  }

  // ---- what is shown ----

  @Override
  public Drained drain() {
    lock.lock();
    try {
      boolean regionsChanged = healthChanged;
      healthChanged = false;
      if (paused && !replaced) {
        return new Drained(List.of(), false, false, regionsChanged);
      }
      Instant now = clock.instant();
      List<LiveRow> changed = new ArrayList<>();
      boolean moved = restructured && rebuild(now, changed);
      if (!restructured) {
        changedInPlace.values().forEach(entry -> showInPlace(entry, now, changed));
      }
      restructured = false;
      replaced = false;
      changedInPlace.clear();
      boolean sizeChanged = shownSize != rowCount();
      shownSize = rowCount();
      shownPositions = currentPositions();
      return new Drained(changed, moved, sizeChanged, regionsChanged);
    } finally {
      lock.unlock();
    }
  }

  private void showInPlace(Entry entry, Instant now, List<LiveRow> changed) {
    Row row = shownByName.get(entry.name());
    if (row != null && row.show(entry, frame.link(entry.region()).heldSince(), paths, now)) {
      changed.add(row);
    }
  }

  /** Says whether rows stand elsewhere than before. */
  private boolean rebuild(Instant now, List<LiveRow> changed) {
    List<Entry> merged = frame.merged(order);
    Set<String> entered = new java.util.HashSet<>();
    frame.links().values().forEach(link -> entered.addAll(link.takeEnteredLive()));
    List<Row> rows = new ArrayList<>(merged.size());
    Map<String, Row> byName = HashMap.newHashMap(merged.size());
    for (Entry entry : merged) {
      Row row = shownByName.get(entry.name());
      Optional<Instant> held = frame.link(entry.region()).heldSince();
      if (row == null) {
        row = new Row(surroundings.type(), entry, entered.contains(entry.name()) ? now : null);
        row.show(entry, held, paths, now);
      } else if (row.show(entry, held, paths, now)) {
        changed.add(row);
      }
      rows.add(row);
      byName.put(entry.name(), row);
    }
    boolean moved = shownBase != frame.base() || !rows.equals(shown);
    shown = rows;
    shownByName = byName;
    shownBase = frame.base();
    return moved;
  }

  private int rowCount() {
    return (int)
        Math.min(Integer.MAX_VALUE, Math.max(frame.rowCount(), (long) shownBase + shown.size()));
  }

  private Map<String, String> currentPositions() {
    Map<String, String> positions = new LinkedHashMap<>();
    frame
        .links()
        .forEach(
            (region, link) -> {
              if (!link.position().isEmpty()) {
                positions.put(region, link.position());
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
      int at = index - shownBase;
      return at >= 0 && at < shown.size() ? Optional.of(shown.get(at)) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void viewport(int first, int count) {
    loader.want(first, count);
  }

  @Override
  public List<RegionState> regions() {
    lock.lock();
    try {
      return frame.links().values().stream().map(RegionLink::state).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Counts counts() {
    lock.lock();
    try {
      long held = 0;
      List<String> missing = new ArrayList<>();
      for (var link : frame.links().entrySet()) {
        if (link.getValue().lost()) {
          held += link.getValue().rowCount();
        }
        if (link.getValue().total() < 0) {
          missing.add(link.getKey());
        }
      }
      long matching = frame.rowCount();
      return new Counts(
          matching,
          scopeTotals == null ? matching : Math.max(matching, scopeTotals.sum()),
          held,
          missing);
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
      return paused ? waiting().total() : changedInPlace.size() + (restructured ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void pause() {
    lock.lock();
    try {
      paused = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void resume() {
    lock.lock();
    try {
      paused = false;
      restructured = true;
    } finally {
      lock.unlock();
    }
    onDirty.run();
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public Waiting waiting() {
    lock.lock();
    try {
      return paused ? WaitingChanges.between(shown, frame.merged(order)) : new Waiting(0, 0, 0, 0);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void retryNow(String region) {
    List<RegionLink> waiting;
    lock.lock();
    try {
      waiting =
          frame.links().entrySet().stream()
              .filter(link -> region.isEmpty() || link.getKey().equals(region))
              .map(Map.Entry::getValue)
              .filter(RegionLink::waitsForRetry)
              .toList();
    } finally {
      lock.unlock();
    }
    waiting.forEach(RegionLink::retryNow);
  }

  @Override
  public void close() {
    Frame last;
    lock.lock();
    try {
      closed = true;
      last = frame;
    } finally {
      lock.unlock();
    }
    everySecond.cancel(false);
    loader.close();
    last.close();
    if (scopeTotals != null) {
      scopeTotals.close();
    }
    onClosed.accept(this);
  }
}
