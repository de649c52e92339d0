package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the accepted sessions of one transaction write, in columns, as PostgreSQL's {@code unnest}
 * takes it.
 */
final class Batch {
  final Saved saved = new Saved();
  final List<Key> deleted = new ArrayList<>();

  /** Rows whose references are replaced, and the references they have now. */
  final List<Key> referencesChanged = new ArrayList<>();

  final List<Key> referrers = new ArrayList<>();
  final List<Reference> references = new ArrayList<>();

  final Log log = new Log();

  /** Answers to requests that must not be carried out twice. */
  final List<Remembered> remembered = new ArrayList<>();

  Batch(List<PendingCommit> sessions, Map<Key, Row> rows) {
    for (PendingCommit session : sessions) {
      int ordinal = 0;
      for (Write write : session.writes.values()) {
        Row before = rows.getOrDefault(write.key(), Row.ABSENT);
        switch (write) {
          case Write.Save save -> {
            add(save, session.version);
            log.add(session, ordinal++, save.key(), before, save.data());
          }
          case Write.Delete delete -> delete(session, ordinal++, delete.key(), before);
          case Write.DeleteCopy(Key key) -> delete(session, ordinal++, key, before);
        }
      }
      session.remembered.ifPresent(remembered::add);
    }
  }

  private void delete(PendingCommit session, int ordinal, Key key, Row before) {
    if (before.exists()) {
      deleted.add(key);
      referencesChanged.add(key);
      log.add(session, ordinal, key, before, null);
    }
  }

  private void add(Write.Save save, long version) {
    saved.keys.add(save.key());
    saved.versions.add(version);
    saved.data.add(save.data().toByteArray());
    if (save.referencesChanged()) {
      referencesChanged.add(save.key());
      for (Reference reference : save.references()) {
        referrers.add(save.key());
        references.add(reference);
      }
    }
  }

  boolean changesNothing() {
    return log.keys.isEmpty();
  }

  static final class Saved {
    final List<Key> keys = new ArrayList<>();
    final List<Long> versions = new ArrayList<>();
    final List<byte[]> data = new ArrayList<>();
  }

  static final class Log {
    final List<Key> keys = new ArrayList<>();
    final List<Long> versions = new ArrayList<>();
    final List<Integer> ordinals = new ArrayList<>();
    final List<byte @Nullable []> before = new ArrayList<>();
    final List<byte @Nullable []> after = new ArrayList<>();
    final List<String> actors = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    final List<byte @Nullable []> calls = new ArrayList<>();
    final List<byte[]> messages = new ArrayList<>();

    void add(PendingCommit session, int ordinal, Key key, Row was, @Nullable ByteString is) {
      keys.add(key);
      versions.add(session.version);
      ordinals.add(ordinal);
      before.add(was.exists() ? was.data().toByteArray() : null);
      after.add(is == null ? null : is.toByteArray());
      actors.add(session.context.actor());
      requests.add(session.context.requestId());
      calls.add(session.context.call().map(ByteString::toByteArray).orElse(null));
      messages.add(LogMessage.of(session.version, key, was.exists() ? was.data() : null, is));
    }
  }
}
