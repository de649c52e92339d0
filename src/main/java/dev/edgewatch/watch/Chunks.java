package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import dev.edgewatch.watch.WatchMessage.PageTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a set of changes into messages that are neither too many changes nor too many bytes. */
final class Chunks {
  /** Room for a name, two indexes and the framing of one change. */
  private static final int CHANGE_OVERHEAD = 32;

  private Chunks() {}

  /** The messages of one change set of a page; only the last one is current. */
  static List<WatchMessage> page(
      List<ViewChange> changes,
      int maxChanges,
      int maxBytes,
      @Nullable PageTokens tokens,
      Position position,
      long total) {
    List<List<ViewChange>> parts = cut(changes, maxChanges, maxBytes);
    List<WatchMessage> messages = new ArrayList<>(parts.size());
    for (List<ViewChange> part : parts.subList(0, parts.size() - 1)) {
      messages.add(WatchMessage.part(part, position, total));
    }
    messages.add(WatchMessage.page(parts.getLast(), tokens, position, total));
    return List.copyOf(messages);
  }

  /**
   * At least one part, perhaps empty.
   *
   * @param maxChanges most changes of a part, 0 for any number
   */
  static List<List<ViewChange>> cut(List<ViewChange> changes, int maxChanges, int maxBytes) {
    List<List<ViewChange>> parts = new ArrayList<>(1);
    int start = 0;
    long bytes = 0;
    for (int i = 0; i < changes.size(); i++) {
      int size = size(changes.get(i));
      boolean full = (maxChanges > 0 && i - start == maxChanges) || bytes + size > maxBytes;
      if (full && i > start) {
        parts.add(changes.subList(start, i));
        start = i;
        bytes = 0;
      }
      bytes += size;
    }
    parts.add(changes.subList(start, changes.size()));
    return parts;
  }

  private static int size(ViewChange change) {
    return CHANGE_OVERHEAD
        + switch (change) {
          case ViewChange.Added added -> added.resource().size();
          case ViewChange.Modified modified ->
              modified.name().length() + modified.resource().size();
          case ViewChange.Removed removed -> removed.name().length();
          case ViewChange.Current current -> current.resource().size();
        };
  }
}
