package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the regions of one live list said: the half that streams write. Knows which regions there
 * are, how fresh each is, and the {@link Frame} of rows that is loaded of them.
 *
 * <p>Guarded by {@link #lock}, which the half that is shown shares. Streams are opened and closed,
 * and {@code onDirty} is called, without it.
 */
final class ListRegions implements RegionLink.Owner {
  private final ReentrantLock lock;
  private final OrderBy order;
  private final Function<String, RegionPages> source;
  private final Clock clock;
  private final Runnable onDirty;
  private final RegionLink.Surroundings surroundings;
  private final FrameLoader loader;
  private final ScheduledFuture<?> everySecond;

  private volatile Map<String, RegionPages> pages = Map.of();
  private Map<String, RegionHealth> health = Map.of();
  private Frame frame = Frame.NONE;
  private volatile boolean closed;

  private boolean restructured = true;
  private boolean replaced;
  private boolean healthChanged = true;
  private Map<String, Entry> changedInPlace = new HashMap<>();
  private final Set<String> enteredLive = new HashSet<>();

  /**
   * @param source the pages of a region
   * @param onDirty called on any thread, when there is something to show
   */
  ListRegions(
      LiveQuery.Spec spec,
      OrderBy order,
      ReentrantLock lock,
      Function<String, RegionPages> source,
      LiveModel.Surroundings around,
      Runnable onDirty) {
    this.lock = lock;
    this.order = order;
    this.source = source;
    this.clock = around.clock();
    this.onDirty = onDirty;
    this.surroundings =
        new RegionLink.Surroundings(
            around.pageSize(), spec.type(), order, lock, around.scheduler(), clock, this);
    this.loader = new FrameLoader(this, new RankSearch(() -> pages, around.executor()), around);
    this.everySecond = around.scheduler().scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** Makes the list of these regions from now on. */
  void use(RegionRoster roster) {
    exchange(
        () -> {
          Map<String, RegionPages> nextPages = new LinkedHashMap<>();
          Map<String, RegionHealth> nextHealth = new LinkedHashMap<>();
          for (String region : roster.present()) {
            RegionPages known = pages.get(region);
            nextPages.put(region, known == null ? source.apply(region) : known);
            RegionHealth state = health.get(region);
            boolean isBack = state != null && !state.freshness().takesPart();
            nextHealth.put(region, state == null || isBack ? new RegionHealth(clock) : state);
          }
          roster
              .absent()
              .forEach((region, why) -> nextHealth.put(region, absent(health.get(region), why)));
          pages = nextPages;
          health = nextHealth;
          healthChanged = true;
          return ofPresentRegions(frame);
        });
  }

  private RegionHealth absent(@Nullable RegionHealth known, RegionRoster.Absence why) {
    RegionHealth state = known == null ? new RegionHealth(clock) : known;
    state.absent(why);
    return state;
  }

  /** Makes a loaded frame the one that is shown by the next drain. */
  void replace(Frame loaded) {
    exchange(
        () -> {
          replaced = true;
          enteredLive.clear();
          return ofPresentRegions(loaded);
        });
  }

  private void exchange(Supplier<Frame> next) {
    List<RegionLink> before;
    List<RegionLink> now;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      before = List.copyOf(frame.links().values());
      frame = next.get();
      now = List.copyOf(frame.links().values());
      restructured = true;
    } finally {
      lock.unlock();
    }
    before.stream().filter(link -> !now.contains(link)).forEach(RegionLink::close);
    now.forEach(RegionLink::openOnce);
    loader.linkAnswered();
    onDirty.run();
  }

  /** A frame that is not opened yet; lost regions bring the rows that are held of them. */
  Frame newFrame(RankSearch.Entrance entrance) {
    lock.lock();
    try {
      return ofPresentRegions(new Frame(entrance.key(), entrance.ranks(), Map.of()));
    } finally {
      lock.unlock();
    }
  }

  /** With the links of all present regions, in their order, and no others. */
  private Frame ofPresentRegions(Frame any) {
    Map<String, RegionLink> links = new LinkedHashMap<>();
    pages.forEach(
        (region, source) -> {
          RegionLink known = any.links().get(region);
          links.put(region, known == null ? newLink(region, source, any.key()) : known);
        });
    return any.with(links);
  }

  private RegionLink newLink(String region, RegionPages pages, Optional<OrderBy.Key> key) {
    RegionHealth state =
        Objects.requireNonNull(health.get(region), "a present region has a state of health");
    var link = new RegionLink(region, pages, state, key, surroundings);
    RegionLink before = frame.links().get(region);
    if (before != null && state.freshness() == LiveQuery.Freshness.LOST) {
      link.seed(
          before.rows().stream().filter(entry -> isFrom(key, entry)).toList(), before.total());
    }
    return link;
  }

  private boolean isFrom(Optional<OrderBy.Key> key, Entry entry) {
    return key.isEmpty() || order.comparator().compare(entry.key(), key.get()) >= 0;
  }

  // ---- called by the links, with the lock ----

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

  // ---- used by the loader ----

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
      Loaded loaded = frame.loaded(order);
      int end = loaded.base() + loaded.entries().size();
      return first >= loaded.base() && (first + count <= end || end >= loaded.rowCount());
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

  void want(int first, int count) {
    loader.want(first, count);
  }

  // ---- read by the half that is shown, with the lock ----

  /** Takes the word that a region's state is another one. */
  boolean takeHealthChanged() {
    boolean changed = healthChanged;
    healthChanged = false;
    return changed;
  }

  boolean isReplaced() {
    return replaced;
  }

  boolean isRestructured() {
    return restructured;
  }

  int changesInPlace() {
    return changedInPlace.size();
  }

  /** Takes the rows whose values changed where they stand; the rest is in {@link #loaded}. */
  List<Entry> take() {
    List<Entry> taken = List.copyOf(changedInPlace.values());
    changedInPlace = new HashMap<>();
    restructured = false;
    replaced = false;
    return taken;
  }

  /** Names that entered one by one; who shows one takes it out. */
  Set<String> entered() {
    frame.links().values().forEach(link -> enteredLive.addAll(link.takeEnteredLive()));
    return enteredLive;
  }

  Loaded loaded() {
    return frame.loaded(order);
  }

  Optional<RegionPages> pages(String region) {
    return Optional.ofNullable(pages.get(region));
  }

  Optional<RegionLink> link(String region) {
    return Optional.ofNullable(frame.links().get(region));
  }

  Map<String, RegionLink> links() {
    return frame.links();
  }

  /** Regions that refuse the list to the person. */
  Set<String> refusing() {
    return health.entrySet().stream()
        .filter(region -> region.getValue().freshness() == LiveQuery.Freshness.FORBIDDEN)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  Map<String, RegionHealth> health() {
    return health;
  }

  // ---- what a person asks for ----

  /** Tries a lost region now; an empty id means all. */
  void retryNow(String region) {
    linksNow().stream()
        .filter(link -> region.isEmpty() || link.region().equals(region))
        .forEach(RegionLink::retryNow);
  }

  /** Asks all regions for everything again; rows stay until the answers come. */
  void resync() {
    linksNow().forEach(RegionLink::resync);
  }

  private List<RegionLink> linksNow() {
    lock.lock();
    try {
      return List.copyOf(frame.links().values());
    } finally {
      lock.unlock();
    }
  }

  void close() {
    closed = true;
    everySecond.cancel(false);
    loader.close();
    linksNow().forEach(RegionLink::close);
  }
}
