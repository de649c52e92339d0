package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.Store.Committed;
import dev.edgewatch.store.Store.SessionWork;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a method does when its answer is remembered for a repetition. An answer that holds a secret
 * is given to the call that made it alone, see {@link ShownOnce}. For one call.
 */
final class RememberedWork implements SessionWork<ByteString> {
  private final SessionRun session;
  private final Function<MethodSession, ByteString> work;

  /** Of the last run. */
  private ByteString note = ByteString.EMPTY;

  private ByteString answer = ByteString.EMPTY;

  RememberedWork(SessionRun session, Function<MethodSession, ByteString> work) {
    this.session = session;
    this.work = work;
  }

  @Override
  public ByteString run(Session store) {
    MethodSession changes = session.open(store);
    answer = work.apply(changes);
    changes.save();
    note = changes.shownOnce().map(name -> ShownOnce.of(name).note()).orElse(answer);
    return note;
  }

  /**
   * The answer to this call, when its last run was committed or an earlier call's is remembered.
   */
  Answer answer(Committed<ByteString> done) {
    Optional<ShownOnce> secret = ShownOnce.read(done.value());
    if (secret.isPresent() && !done.value().equals(note)) {
      throw secret.get().refused();
    }
    return new Answer(secret.isPresent() ? answer : done.value(), done.position());
  }
}
