package dev.edgewatch.service.timeline;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Looks through a log, or a part of one, for what passes a filter, from the newest entry back.
 *
 * @param log where the rows are
 * @param place where a row stands
 * @param told what is told of rows that were read together, all those of one place among them
 */
public record Backwards<R, T extends Message, P extends Comparable<? super P>>(
    Rows<R, P> log, Function<R, P> place, Function<List<R>, List<T>> told) {
  private static final int AT_ONCE = 200;

  /** So that a page that hardly anything passes is answered in time; the next one goes on. */
  private static final int MOST = 10_000;

  /** Rows of a log that are older than a place, newest first. */
  @FunctionalInterface
  public interface Rows<R, P> {
    /**
     * Some of them.
     *
     * @param atMost how many; more are answered when the last ones share their place
     */
    List<R> before(P before, int atMost);
  }

  public Newest<T, P> find(PageQuery<P> query) {
    PageSize<T> size = PageSize.of(query.size());
    List<T> found = new ArrayList<>();
    P before = query.before();
    for (int looked = 0; !size.isFull(found) && looked < MOST; ) {
      List<R> rows = log.before(before, AT_ONCE);
      told.apply(rows).stream().filter(query.filter()::test).forEach(found::add);
      if (rows.size() < AT_ONCE) {
        return new Newest<>(found, query.from());
      }
      looked += rows.size();
      before = place.apply(rows.getLast());
    }
    return new Newest<>(found, before);
  }
}
