package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts by kind what separates a frozen list from the present one. */
final class WaitingChanges {
  private WaitingChanges() {}

  static LiveQuery.Waiting between(List<Row> frozen, List<Entry> present) {
    Map<String, Integer> places = new HashMap<>();
    Map<String, ByteString> contents = new HashMap<>();
    for (Row row : frozen) {
      places.put(row.name(), places.size());
      contents.put(row.name(), row.encoded());
    }
    int added = 0;
    int changed = 0;
    List<Integer> kept = new ArrayList<>();
    for (Entry entry : present) {
      ByteString before = contents.get(entry.name());
      if (before == null) {
        added++;
        continue;
      }
      kept.add(places.get(entry.name()));
      if (!before.equals(entry.encoded())) {
        changed++;
      }
    }
    int moved = kept.size() - longestIncreasing(kept);
    return new LiveQuery.Waiting(added, changed, frozen.size() - kept.size(), moved);
  }

  /**
   * Length of the longest run of rows that keep their order: the others are those that would move.
   */
  private static int longestIncreasing(List<Integer> places) {
    int[] tails = new int[places.size()];
    int length = 0;
    for (int place : places) {
      int at = java.util.Arrays.binarySearch(tails, 0, length, place);
      int insertion = at < 0 ? -at - 1 : at;
      tails[insertion] = place;
      if (insertion == length) {
        length++;
      }
    }
    return length;
  }
}
