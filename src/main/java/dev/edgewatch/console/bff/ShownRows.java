package dev.edgewatch.console.bff;

import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows a list shows, in the places they had at the last drain. Written by the drain only,
 * guarded by the list's lock.
 */
final class ShownRows {
  private final ResourceType type;
  private final Comparator<OrderBy.Key> order;
  private final List<FieldPath> paths;
  private final Function<String, Optional<Instant>> heldSince;
  private List<Row> rows = List.of();
  private Map<String, Row> byName = Map.of();
  private final Map<String, Row> kept = new LinkedHashMap<>();
  private Set<String> keptNames = Set.of();
  private int base;
  private int behind;
  private boolean more;

  /**
   * @param paths whose changes are marked
   * @param heldSince by region, since when its rows are last known values
   */
  ShownRows(
      ResourceType type,
      Comparator<OrderBy.Key> order,
      List<FieldPath> paths,
      Function<String, Optional<Instant>> heldSince) {
    this.type = type;
    this.order = order;
    this.paths = paths;
    this.heldSince = heldSince;
  }

  /** What a drain did to the rows. */
  record Step(Instant now, List<LiveRow> changed, Set<String> entered, Reason reason) {
    /** Says why a row that is not there any more left. */
    interface Reason {
      LiveRow.Gone.Why of(Row left);
    }
  }

  /**
   * Shows the rows as they are now, and those that are kept though they left; says whether rows
   * stand elsewhere than before.
   */
  boolean take(Loaded loaded, Step step) {
    List<Row> next = new ArrayList<>(loaded.entries().size());
    Map<String, Row> nextByName = HashMap.newHashMap(loaded.entries().size());
    for (Entry entry : loaded.entries()) {
      Row row = shown(entry, step);
      next.add(row);
      nextByName.put(row.name(), row);
    }
    for (Row left : leftAndKept(nextByName, loaded, step)) {
      insert(left, next, loaded);
      nextByName.put(left.name(), left);
    }
    boolean moved = base != loaded.base() || !next.equals(rows);
    rows = next;
    byName = nextByName;
    base = loaded.base();
    behind = loaded.behind();
    more = loaded.more();
    return moved;
  }

  /** Forgets the rows of some regions, kept ones too; says whether there were any. */
  boolean drop(Set<String> regions) {
    if (regions.isEmpty()
        || Stream.concat(rows.stream(), kept.values().stream())
            .noneMatch(row -> regions.contains(row.region()))) {
      return false;
    }
    kept.values().removeIf(row -> regions.contains(row.region()));
    rows = rows.stream().filter(row -> !regions.contains(row.region())).toList();
    byName = rows.stream().collect(Collectors.toMap(Row::name, Function.identity()));
    return true;
  }

  private Row shown(Entry entry, Step step) {
    Row row = Optional.ofNullable(byName.get(entry.name())).orElseGet(() -> kept.get(entry.name()));
    if (row == null) {
      boolean entered = step.entered().remove(entry.name());
      row = new Row(type, entry, entered ? step.now() : null);
      row.show(entry, heldSince.apply(entry.region()), paths, step.now());
    } else {
      show(row, entry, step);
    }
    return row;
  }

  private void show(Row row, Entry entry, Step step) {
    if (row.show(entry, heldSince.apply(entry.region()), paths, step.now())) {
      step.changed().add(row);
    }
  }

  private List<Row> leftAndKept(Map<String, Row> present, Loaded loaded, Step step) {
    for (String name : keptNames) {
      Row row = byName.get(name);
      if (row != null && !present.containsKey(name) && loaded.reaches(row.key(), order)) {
        kept.put(name, row);
      }
    }
    kept.keySet().removeIf(name -> present.containsKey(name) || !keptNames.contains(name));
    kept.values().forEach(row -> leave(row, step));
    return kept.values().stream().filter(row -> loaded.reaches(row.key(), order)).toList();
  }

  private static void leave(Row row, Step step) {
    if (row.gone().isEmpty()) {
      row.leave(step.reason().of(row), step.now());
      step.changed().add(row);
    }
  }

  private void insert(Row left, List<Row> next, Loaded loaded) {
    int found = Collections.binarySearch(next, left, Comparator.comparing(Row::key, order));
    int at = found < 0 ? -found - 1 : found;
    if (at > 0 || loaded.base() == 0) {
      next.add(at, left);
    }
  }

  /**
   * Shows what the rows are like now without moving any of them: what is new waits, what left stays
   * as gone.
   */
  void takeInPlace(Loaded loaded, Step step) {
    Map<String, Entry> present = HashMap.newHashMap(loaded.entries().size());
    loaded.entries().forEach(entry -> present.put(entry.name(), entry));
    for (Row row : rows) {
      Entry entry = present.get(row.name());
      if (entry != null) {
        show(row, entry, step);
      } else if (loaded.reaches(row.key(), order)) {
        leave(row, step);
      }
    }
  }

  /** Shows one row's new values, if the row is shown. */
  void takeInPlace(Entry entry, Step step) {
    Row row = byName.get(entry.name());
    if (row != null) {
      show(row, entry, step);
    }
  }

  WaitingChanges waiting(Loaded present) {
    return WaitingChanges.between(rows, more, present, order);
  }

  /** Names of rows that stay when they leave; says whether one that left may go now. */
  boolean keep(Set<String> names) {
    keptNames = Set.copyOf(names);
    return !keptNames.containsAll(kept.keySet());
  }

  /** Rows of the whole list. */
  int size() {
    return (int) Math.min(Integer.MAX_VALUE, (long) base + rows.size() + behind);
  }

  @Nullable Row at(int index) {
    int at = index - base;
    return at >= 0 && at < rows.size() ? rows.get(at) : null;
  }
}
