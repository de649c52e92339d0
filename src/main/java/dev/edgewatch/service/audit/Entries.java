package dev.edgewatch.service.audit;

import com.google.protobuf.Message;
import dev.edgewatch.service.timeline.Backwards;
import dev.edgewatch.service.timeline.Newest;
import dev.edgewatch.service.timeline.PageQuery;
import dev.edgewatch.store.AuditLog.Logged;
import dev.edgewatch.store.AuditLog.Section;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What parts of a log tell.
 *
 * @param log a part of the log, newest first
 * @param entries what is told of rows that were written at the same time
 */
record Entries<R extends Logged, T extends Message>(
    Function<Section, List<R>> log, Function<List<R>, List<T>> entries) {

  Newest<T, Instant> find(PageQuery<Instant> query, String scope, String types) {
    return new Backwards<R, T, Instant>(
            (before, atMost) -> log.apply(new Section(scope, types, query.from(), before, atMost)),
            Logged::at,
            entries)
        .find(query);
  }
}
