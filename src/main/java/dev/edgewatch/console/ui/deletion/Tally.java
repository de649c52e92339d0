package dev.edgewatch.console.ui.deletion;

import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveCount;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts dependents in all regions, a few types at a time, and keeps the numbers current until it
 * is closed. Used with the UI's lock; never blocks.
 */
final class Tally implements AutoCloseable {
  /** Types whose first answers are awaited at once. */
  private static final int AT_ONCE = 8;

  private final ConsoleSession session;
  private final Runnable onDirty;
  private final List<Item> items;

  /**
   * @param onDirty called on any thread when there is something to draw; returns at once
   */
  Tally(ConsoleSession session, List<Dependent> dependents, Runnable onDirty) {
    this.session = session;
    this.onDirty = onDirty;
    this.items = dependents.stream().map(Item::new).toList();
  }

  /**
   * What is known of one type.
   *
   * @param rows as far as they could be counted
   * @param counting whether a region has not said anything yet
   * @param regions how many there are
   * @param denied regions that do not tell
   * @param keptByServices whether some are kept by services that do not tell
   * @param unreachable regions that do not answer
   * @param countable whether the API offers to list them
   */
  record Line(
      Dependent dependent,
      long rows,
      boolean counting,
      int regions,
      Set<String> denied,
      boolean keptByServices,
      Set<String> unreachable,
      boolean countable) {

    /** All are counted. */
    boolean exact() {
      return countable && !counting && denied.isEmpty() && !keptByServices && unreachable.isEmpty();
    }
  }

  /** Goes on counting, and says what is known by now. */
  List<Line> lines() {
    int awaited = 0;
    for (Item item : items) {
      if (awaited < AT_ONCE) {
        item.open();
      }
      awaited += item.line().counting() ? 1 : 0;
    }
    return items.stream().map(Item::line).toList();
  }

  @Override
  public void close() {
    items.forEach(Item::close);
  }

  /** One type. */
  private final class Item {
    private final Dependent dependent;
    private final boolean offered;
    private final Map<Dependent.Lookup, LiveCount> counts = new LinkedHashMap<>();
    private boolean opened;
    private boolean refused;

    Item(Dependent dependent) {
      this.dependent = dependent;
      this.offered = StandardMethod.WATCH_MANY.offeredBy(dependent.type());
    }

    void open() {
      if (opened || !offered) {
        return;
      }
      opened = true;
      for (Dependent.Lookup lookup : dependent.lookups()) {
        try {
          counts.put(
              lookup,
              session.count(dependent.type(), lookup.parent(), lookup.filter(), Set.of(), onDirty));
        } catch (RefusalException cannotBeAsked) {
          refused = true;
        }
      }
    }

    Line line() {
      boolean countable = offered && !refused;
      boolean counting = countable && !opened;
      long rows = 0;
      Set<String> asked = new TreeSet<>();
      Set<String> denied = new TreeSet<>();
      boolean keptByServices = false;
      Set<String> unreachable = new TreeSet<>();
      for (Map.Entry<Dependent.Lookup, LiveCount> count : counts.entrySet()) {
        List<LiveCount.OfRegion> regions = count.getValue().regions();
        counting |= regions.isEmpty();
        for (LiveCount.OfRegion region : regions) {
          rows += region.rows();
          asked.add(region.region());
          switch (region.state()) {
            case COUNTING -> counting = true;
            case COUNTED -> {}
            case DENIED -> {
              if (count.getKey().isInServices()) {
                keptByServices = true;
              } else {
                denied.add(region.region());
              }
            }
            case UNREACHABLE -> unreachable.add(region.region());
          }
        }
      }
      return new Line(
          dependent, rows, counting, asked.size(), denied, keptByServices, unreachable, countable);
    }

    void close() {
      counts.values().forEach(LiveCount::close);
    }
  }
}
