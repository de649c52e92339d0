package dev.edgewatch.watch;

import dev.edgewatch.resource.OrderBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes that turn one state of a page into another (contract section 6.3), each with indexes
 * into the page as the changes before it left it. Few: rows whose key did not change never move,
 * and of the others as many as possible stay.
 *
 * <p>The order of the changes is: rows that leave, from the end; rows that come or move, from the
 * start, each placed right after its final neighbour; then rows that stay and show something new.
 */
final class WindowDiff {
  private final List<Shown> old;
  private final List<Shown> now;
  private final Comparator<OrderBy.Key> order;
  private final List<ViewChange> changes = new ArrayList<>();

  private WindowDiff(List<Shown> old, List<Shown> now, Comparator<OrderBy.Key> order) {
    this.old = old;
    this.now = now;
    this.order = order;
  }

  static List<ViewChange> between(List<Shown> old, List<Shown> now, Comparator<OrderBy.Key> order) {
    return new WindowDiff(old, now, order).changes();
  }

  private List<ViewChange> changes() {
    int shorter = Math.min(old.size(), now.size());
    int head = 0;
    while (head < shorter && old.get(head).name().equals(now.get(head).name())) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).name().equals(now.get(now.size() - 1 - tail).name())) {
      tail++;
    }
    int oldEnd = old.size() - tail;
    int nowEnd = now.size() - tail;
    if (head < Math.max(oldEnd, nowEnd) && !shift(head, oldEnd, nowEnd)) {
      rearrange(head, oldEnd, nowEnd);
    }
    for (int i = 0; i < head; i++) {
      modifyInPlace(old.get(i), now.get(i), i);
    }
    for (int i = tail; i > 0; i--) {
      modifyInPlace(old.get(old.size() - i), now.get(now.size() - i), now.size() - i);
    }
    return changes;
  }

  /**
   * The most frequent change of a middle: one row comes or moves, at its start or at its end, and
   * the others stand one place further. Finds it by their identity, so it takes no time to look.
   */
  private boolean shift(int head, int oldEnd, int nowEnd) {
    int last = oldEnd - 1;
    if (oldEnd != nowEnd || last == head) {
      return false;
    }
    if (standOneFurther(old, now, head, last)) {
      place(old.get(last), last, now.get(head), head);
      return true;
    }
    if (standOneFurther(now, old, head, last)) {
      place(old.get(head), head, now.get(last), last);
      return true;
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // a row that shows the same is the same object
  private static boolean standOneFurther(List<Shown> before, List<Shown> after, int from, int to) {
    for (int i = from; i < to; i++) {
      if (before.get(i) != after.get(i + 1)) {
        return false;
      }
    }
    return true;
  }

  private void place(Shown leaves, int from, Shown comes, int to) {
    if (leaves.name().equals(comes.name())) {
      changes.add(new ViewChange.Modified(comes.name(), comes.resource(), from, to));
    } else {
      changes.add(new ViewChange.Removed(leaves.name(), from));
      changes.add(new ViewChange.Added(comes.resource(), to));
    }
  }

  /**
   * Handles any other middle: the rows from {@code head} to before {@code oldEnd} become those to
   * before {@code nowEnd}.
   */
  private void rearrange(int head, int oldEnd, int nowEnd) {
    Map<String, Integer> targets = new HashMap<>();
    for (int i = head; i < nowEnd; i++) {
      targets.put(now.get(i).name(), i);
    }
    for (int i = oldEnd - 1; i >= head; i--) {
      if (!targets.containsKey(old.get(i).name())) {
        changes.add(new ViewChange.Removed(old.get(i).name(), i));
      }
    }
    List<Shown> kept = new ArrayList<>();
    List<String> working = new ArrayList<>();
    int[] keptTargets = new int[oldEnd - head];
    @Nullable Shown[] before = new Shown[nowEnd - head];
    for (Shown row : old.subList(head, oldEnd)) {
      Integer target = targets.get(row.name());
      if (target != null) {
        keptTargets[kept.size()] = target;
        before[target - head] = row;
        kept.add(row);
        working.add(row.name());
      }
    }
    boolean[] stays = staying(kept, Arrays.copyOf(keptTargets, kept.size()), head);
    for (int i = head; i < nowEnd; i++) {
      if (!stays[i - head]) {
        place(i, head, before[i - head] != null, working);
      }
    }
    for (int i = head; i < nowEnd; i++) {
      Shown was = before[i - head];
      if (was != null && stays[i - head]) {
        modifyInPlace(was, now.get(i), i);
      }
    }
  }

  /**
   * Puts the row of target {@code i} right after the row that precedes it at the end, which is in
   * its place already.
   */
  private void place(int i, int head, boolean known, List<String> working) {
    Shown row = now.get(i);
    int from = known ? working.indexOf(row.name()) : -1;
    if (known) {
      working.remove(from);
    }
    int to = i == head ? 0 : working.indexOf(now.get(i - 1).name()) + 1;
    working.add(to, row.name());
    changes.add(
        known
            ? new ViewChange.Modified(row.name(), row.resource(), head + from, head + to)
            : new ViewChange.Added(row.resource(), head + to));
  }

  private void modifyInPlace(Shown was, Shown is, int index) {
    if (!was.resource().equals(is.resource())) {
      changes.add(new ViewChange.Modified(is.name(), is.resource(), index, index));
    }
  }

  /**
   * Which targets, counted from {@code head}, are held by rows that keep their relative order
   * without being moved.
   */
  private boolean[] staying(List<Shown> kept, int[] target, int head) {
    int count = kept.size();
    boolean[] candidate = new boolean[count];
    boolean[] fixed = new boolean[count];
    for (int i = 0; i < count; i++) {
      fixed[i] = order.compare(kept.get(i).entry().key(), now.get(target[i]).entry().key()) == 0;
    }
    // a row of a new key may stay only if it lies between the same unmoved neighbours as before
    int[] ceiling = new int[count];
    int next = Integer.MAX_VALUE;
    for (int i = count - 1; i >= 0; i--) {
      ceiling[i] = next;
      next = fixed[i] ? target[i] : next;
    }
    int floor = -1;
    for (int i = 0; i < count; i++) {
      candidate[i] = fixed[i] || (target[i] > floor && target[i] < ceiling[i]);
      floor = fixed[i] ? target[i] : floor;
    }
    boolean[] stays = new boolean[now.size() - head];
    for (int i : longestIncreasing(target, candidate)) {
      stays[target[i] - head] = true;
    }
    return stays;
  }

  /** Indexes of a longest increasing subsequence of the candidates (patience sorting). */
  private static int[] longestIncreasing(int[] values, boolean[] candidate) {
    int[] previous = new int[values.length];
    int[] tops = new int[values.length];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      if (!candidate[i]) {
        continue;
      }
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[tops[middle]] < values[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? -1 : tops[low - 1];
      tops[low] = i;
      length = Math.max(length, low + 1);
    }
    int[] chain = new int[length];
    int at = length == 0 ? -1 : tops[length - 1];
    for (int i = length - 1; i >= 0; i--) {
      chain[i] = at;
      at = previous[at];
    }
    return chain;
  }
}
