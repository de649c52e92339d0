package dev.edgewatch.region;

import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.util.Optional;
import java.util.function.Function;

/** Runs what a method does in a store session; the same for every run of one call. */
record SessionRun(
    Writes writes,
    Establishments established,
    WriteContext by,
    Optional<CallContext> call,
    Kept kept) {

  <T> T run(Session session, Function<MethodSession, T> work) {
    MethodSession changes = open(session);
    T value = work.apply(changes);
    changes.save();
    return value;
  }

  MethodSession open(Session session) {
    return new MethodSession(writes, session, established, by, call, kept);
  }
}
