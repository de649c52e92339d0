package dev.edgewatch.fake;

import com.google.protobuf.Message;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.filter.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A live list over the fleet in memory. Reads everything again at each drain, which is what a real
 * one must not do.
 */
final class FakeQuery implements LiveQuery {
  private final FakeFleet fleet;
  private final Spec spec;
  private final Runnable onDirty;
  private final Predicate<Message> filter;
  private final Comparator<Message> order;
  private final Map<String, FakeRow> byName = new HashMap<>();
  private List<FakeRow> rows = List.of();
  private int first;
  private int count = 50;
  private boolean started;
  private boolean paused;
  private long positionAtPause;

  FakeQuery(FakeFleet fleet, Spec spec, Runnable onDirty) {
    this.fleet = fleet;
    this.spec = spec;
    this.onDirty = onDirty;
    filter =
        spec.filter().isEmpty()
            ? everything -> true
            : Filter.parse(spec.type(), spec.filter())::test;
    OrderBy orderBy = OrderBy.parse(spec.type(), spec.orderBy());
    order = Comparator.comparing(orderBy::key, orderBy.comparator());
    fleet.listen(onDirty);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Optional<LiveRow> row(int index) {
    return index >= first - 50 && index < first + count + 50 && index < rows.size()
        ? Optional.of(rows.get(index))
        : Optional.empty();
  }

  @Override
  public void viewport(int newFirst, int newCount) {
    first = newFirst;
    count = newCount;
    onDirty.run();
  }

  @Override
  public Drained drain() {
    if (paused) {
      return new Drained(List.of(), false, false, true);
    }
    List<FakeRow> before = rows;
    List<LiveRow> changed = new ArrayList<>();
    List<FakeRow> next = new ArrayList<>();
    fleet.resources.values().stream()
        .filter(resource -> resource.getDescriptorForType() == spec.type().descriptor())
        .filter(filter)
        .filter(
            resource ->
                spec.regions().isEmpty()
                    || spec.regions().contains(FakeFleet.regionOf(spec.type().nameOf(resource))))
        .sorted(order)
        .forEach(
            resource -> {
              String name = spec.type().nameOf(resource);
              FakeRow row =
                  byName.computeIfAbsent(
                      name,
                      key -> new FakeRow(key, resource, started ? fleet.clock.instant() : null));
              if (row.show(
                  resource,
                  spec.paths(),
                  Optional.ofNullable(fleet.lost.get(row.region())),
                  fleet.clock.instant())) {
                changed.add(row);
              }
              next.add(row);
            });
    started = true;
    rows = next;
    boolean sized = before.size() != next.size();
    return new Drained(changed, sized || !before.equals(next), sized, true);
  }

  @Override
  public List<RegionState> regions() {
    return FakeFleet.REGIONS.stream()
        .map(
            region ->
                state(
                    fleet,
                    region,
                    rows.stream().filter(row -> row.region().equals(region)).count()))
        .toList();
  }

  static RegionState state(FakeFleet fleet, String region, long rows) {
    Instant lost = fleet.lost.get(region);
    Instant heard = fleet.heard.get(region);
    return lost == null
        ? new RegionState(
            region,
            Freshness.LIVE,
            rows,
            rows,
            heard,
            heard,
            Optional.empty(),
            List.of(4, 2, 5, 5, 1, 6, 4),
            Optional.empty())
        : new RegionState(
            region,
            Freshness.LOST,
            rows,
            rows,
            lost,
            lost,
            Optional.of(lost.plusSeconds(900)),
            List.of(0, 0, 0, 0, 0, 0, 0),
            Optional.of("connection refused"));
  }

  @Override
  public Counts counts() {
    long all =
        fleet.resources.values().stream()
            .filter(one -> one.getDescriptorForType() == spec.type().descriptor())
            .count();
    long held = rows.stream().filter(row -> row.heldSince().isPresent()).count();
    return new Counts(rows.size(), all, held, held, List.of());
  }

  @Override
  public Map<String, String> positions() {
    Map<String, String> positions = new HashMap<>();
    FakeFleet.REGIONS.forEach(
        region -> positions.put(region, region + ":" + Long.toHexString(fleet.position.get())));
    return positions;
  }

  @Override
  public int pendingChanges() {
    return 0;
  }

  @Override
  public void pause() {
    paused = true;
    positionAtPause = fleet.position.get();
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public Waiting waiting() {
    int since = (int) (fleet.position.get() - positionAtPause);
    return paused ? new Waiting(0, since, 0, 0) : new Waiting(0, 0, 0, 0);
  }

  @Override
  public void hold() {}

  @Override
  public void letGo() {}

  @Override
  public boolean holding() {
    return false;
  }

  @Override
  public void letIn() {}

  @Override
  public void keep(Set<String> names) {}

  @Override
  public void resync() {}

  @Override
  public void retryNow(String region) {
    if (region.isEmpty()) {
      FakeFleet.REGIONS.forEach(fleet::find);
    } else {
      fleet.find(region);
    }
  }

  @Override
  public void close() {
    fleet.forget(onDirty);
  }

  /** One row, the same object for as long as the query lives. */
  private static final class FakeRow implements LiveRow {
    private final String name;
    private final Optional<Instant> entered;
    private final Map<String, Instant> changed = new HashMap<>();
    private Message resource;
    private Optional<Instant> held = Optional.empty();

    FakeRow(String name, Message resource, Instant entered) {
      this.name = name;
      this.resource = resource;
      this.entered = Optional.ofNullable(entered);
    }

    boolean show(Message latest, List<String> paths, Optional<Instant> hold, Instant now) {
      if ((hold.isPresent() && held.isPresent())
          || (latest.equals(resource) && hold.equals(held))) {
        return false;
      }
      for (String path : paths) {
        FieldPath field = FieldPath.parse(latest.getDescriptorForType(), path);
        if (!Objects.equals(field.values(resource), field.values(latest))) {
          changed.put(path, now);
        }
      }
      resource = latest;
      held = hold;
      return true;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String region() {
      return FakeFleet.regionOf(name);
    }

    @Override
    public Message resource() {
      return resource;
    }

    @Override
    public Optional<Instant> heldSince() {
      return held;
    }

    @Override
    public Map<String, Instant> changedPaths() {
      return changed;
    }

    @Override
    public Optional<Instant> enteredAt() {
      return entered;
    }

    @Override
    public Optional<Gone> gone() {
      return Optional.empty();
    }
  }
}
