package dev.edgewatch.watch;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Position;
import dev.edgewatch.watch.WatchMessage.PageTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A page that somebody looks at: a view, an anchor, a size and a mask. All streams that ask for the
 * same share it; what a change does to it is computed and encoded once. Its state is replaced under
 * its collection's lock and may be read without.
 */
final class PageWindow {
  private final OrderedView view;
  private final OrderedView.WindowKey key;
  private final Anchor anchor;
  private final Mask mask;
  private final int chunkBytes;
  private final List<LiveStream> streams = new CopyOnWriteArrayList<>();
  private Reach reach = new Reach(null, null);
  private volatile WindowState state;

  PageWindow(
      OrderedView view,
      OrderedView.WindowKey key,
      Anchor anchor,
      int chunkBytes,
      Position position) {
    this.view = view;
    this.key = key;
    this.anchor = anchor;
    this.mask = key.mask();
    this.chunkBytes = chunkBytes;
    this.state = new WindowState(0, List.of(), PageTokens.NONE, position, 0, List.of());
    refresh(position);
  }

  OrderedView.WindowKey key() {
    return key;
  }

  OrderedView view() {
    return view;
  }

  WindowState state() {
    return state;
  }

  List<LiveStream> streams() {
    return streams;
  }

  boolean isTouchedBy(OrderBy.@Nullable Key before, OrderBy.@Nullable Key after) {
    return reach.holds(before, view.order()) || reach.holds(after, view.order());
  }

  /** Cuts the page anew from the view; true when it looks different now. */
  boolean refresh(Position position) {
    Slice slice = anchor.slice(view.rows(), key.pageSize());
    reach = anchor.reach(view.rows(), slice);
    List<Entry> entries = view.rows().slice(slice.from(), slice.to());
    WindowState old = state;
    List<Shown> rows = show(entries, old.rows());
    PageTokens tokens = anchor.tokens(view.query(), slice, entries);
    List<ViewChange> changes = WindowDiff.between(old.rows(), rows, view.order());
    boolean different = !changes.isEmpty() || !tokens.equals(old.tokens());
    state =
        different
            ? new WindowState(
                old.version() + 1,
                rows,
                tokens,
                position,
                slice.total(),
                Chunks.page(
                    changes, 0, chunkBytes, changed(old.tokens(), tokens), position, slice.total()))
            : new WindowState(
                old.version(), rows, tokens, old.position(), old.total(), old.delta());
    return different;
  }

  /** The messages that bring a watcher of {@code sent} to {@code now}. */
  List<WatchMessage> messages(@Nullable WindowState sent, WindowState now, int maxChunkSize) {
    boolean oneBehind = sent != null && sent.version() + 1 == now.version();
    if (oneBehind && now.delta().stream().allMatch(part -> fits(part, maxChunkSize))) {
      return now.delta();
    }
    PageTokens known = sent == null ? PageTokens.NONE : sent.tokens();
    List<ViewChange> changes =
        WindowDiff.between(sent == null ? List.of() : sent.rows(), now.rows(), view.order());
    if (sent != null && changes.isEmpty() && known.equals(now.tokens())) {
      return List.of();
    }
    return Chunks.page(
        changes,
        maxChunkSize,
        chunkBytes,
        changed(known, now.tokens()),
        now.position(),
        now.total());
  }

  private static boolean fits(WatchMessage part, int maxChunkSize) {
    return maxChunkSize == 0 || part.changes().size() <= maxChunkSize;
  }

  private static @Nullable PageTokens changed(PageTokens old, PageTokens now) {
    return old.equals(now) ? null : now;
  }

  private List<Shown> show(List<Entry> entries, List<Shown> old) {
    ShownByName known = new ShownByName(old);
    List<Shown> rows = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Shown same = sameNearby(entry, old, i);
      rows.add(same != null ? same : show(entry, known.find(entry.resource().name())));
    }
    return List.copyOf(rows);
  }

  /** Rows seldom move by more than one place, so most are found without looking them up. */
  private static @Nullable Shown sameNearby(Entry entry, List<Shown> old, int index) {
    for (int i = Math.max(0, index - 1); i <= index + 1 && i < old.size(); i++) {
      if (old.get(i).isOf(entry)) {
        return old.get(i);
      }
    }
    return null;
  }

  private Shown show(Entry entry, @Nullable Shown before) {
    if (before != null && before.isOf(entry)) {
      return before;
    }
    ByteString resource = mask.project(entry.resource().encoded());
    return new Shown(
        entry, before != null && before.resource().equals(resource) ? before.resource() : resource);
  }
}
