package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.OrderBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What separates a list that stands still from the present one. Rows that only came into or fell
 * out of the loaded part are no changes.
 *
 * @param counts by kind
 * @param regions of the rows that entered or would move
 */
record WaitingChanges(LiveQuery.Waiting counts, Set<String> regions) {
  static final WaitingChanges NONE = new WaitingChanges(LiveQuery.Waiting.NOTHING, Set.of());

  /**
   * @param shown the rows that stand still
   * @param reachesBehind whether rows followed behind them when they were taken
   */
  static WaitingChanges between(
      List<Row> shown, boolean reachesBehind, Loaded present, Comparator<OrderBy.Key> order) {
    Map<String, Integer> places = HashMap.newHashMap(shown.size());
    shown.forEach(row -> places.put(row.name(), places.size()));
    Set<String> regions = new HashSet<>();
    List<Entry> kept = new ArrayList<>();
    int added = 0;
    int changed = 0;
    for (Entry entry : present.entries()) {
      Integer place = places.get(entry.name());
      if (place != null) {
        kept.add(entry);
        ByteString before = shown.get(place).encoded();
        changed += before.equals(entry.encoded()) ? 0 : 1;
      } else if (!reachesBehind || isWithin(shown, entry, order)) {
        added++;
        regions.add(entry.region());
      }
    }
    Set<String> still = HashSet.newHashSet(kept.size());
    kept.forEach(entry -> still.add(entry.name()));
    int removed =
        (int)
            shown.stream()
                .filter(row -> !still.contains(row.name()))
                .filter(row -> present.reaches(row.key(), order))
                .count();
    int[] newPlaces = kept.stream().mapToInt(entry -> places.get(entry.name())).toArray();
    BitSet staying = longestIncreasing(newPlaces);
    for (int at = 0; at < kept.size(); at++) {
      if (!staying.get(at)) {
        regions.add(kept.get(at).region());
      }
    }
    int moved = kept.size() - staying.cardinality();
    return new WaitingChanges(
        new LiveQuery.Waiting(added, changed, removed, moved), Set.copyOf(regions));
  }

  private static boolean isWithin(List<Row> shown, Entry entry, Comparator<OrderBy.Key> order) {
    return !shown.isEmpty() && order.compare(entry.key(), shown.getLast().key()) <= 0;
  }

  /**
   * Members of a longest run of rows that keep their order: the others are those that would move.
   */
  private static BitSet longestIncreasing(int[] places) {
    int[] tails = new int[places.length];
    int[] tailAt = new int[places.length];
    int[] before = new int[places.length];
    int length = 0;
    for (int at = 0; at < places.length; at++) {
      int found = Arrays.binarySearch(tails, 0, length, places[at]);
      int insertion = found < 0 ? -found - 1 : found;
      tails[insertion] = places[at];
      tailAt[insertion] = at;
      before[at] = insertion == 0 ? -1 : tailAt[insertion - 1];
      length = Math.max(length, insertion + 1);
    }
    var members = new BitSet(places.length);
    for (int at = length == 0 ? -1 : tailAt[length - 1]; at >= 0; at = before[at]) {
      members.set(at);
    }
    return members;
  }
}
