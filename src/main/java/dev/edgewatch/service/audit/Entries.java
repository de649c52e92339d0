package dev.edgewatch.service.audit;

import com.google.protobuf.Message;
import dev.edgewatch.store.AuditLog.Logged;
import dev.edgewatch.store.AuditLog.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Looks through a part of a log for what passes a filter, from the newest entry back.
 *
 * @param log a part of the log, newest first
 * @param entries what is told of rows that were written at the same time
 */
record Entries<R extends Logged, T extends Message>(
    Function<Section, List<R>> log, Function<List<R>, List<T>> entries) {
  private static final int AT_ONCE = 500;

  /** So that a page that hardly anything passes is answered in time; the next one goes on. */
  private static final int MOST = 10_000;

  Newest<T> find(AuditQuery query, String scope, String types) {
    List<T> found = new ArrayList<>();
    Instant before = query.before();
    for (int looked = 0; found.size() < query.size() && looked < MOST; ) {
      List<R> rows = log.apply(new Section(scope, types, query.from(), before, AT_ONCE));
      entries.apply(rows).stream().filter(query.filter()::test).forEach(found::add);
      if (rows.size() < AT_ONCE) {
        return new Newest<>(found, query.from());
      }
      looked += rows.size();
      before = rows.getLast().at();
    }
    return new Newest<>(found, before);
  }
}
