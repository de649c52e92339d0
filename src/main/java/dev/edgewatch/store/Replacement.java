package dev.edgewatch.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The write of a session that replaces the one row it read and does nothing else, as reports of
 * devices do: it holds exactly when that row still has the version that was read.
 */
record Replacement(PendingCommit session, Write.Save save, Row before) {

  /** All of these sessions' replacements; empty when one of them does something else. */
  static Optional<List<Replacement>> ofAll(List<PendingCommit> sessions) {
    List<Replacement> all = sessions.stream().flatMap(session -> of(session).stream()).toList();
    return all.size() == sessions.size() ? Optional.of(all) : Optional.empty();
  }

  private static Optional<Replacement> of(PendingCommit session) {
    boolean oneRow =
        session.writes.size() == 1
            && session.read.size() == 1
            && session.lists.isEmpty()
            && session.targets.isEmpty()
            && session.remembered.isEmpty();
    if (!oneRow) {
      return Optional.empty();
    }
    Map.Entry<Key, Row> read = session.read.entrySet().iterator().next();
    return session.writes.get(read.getKey()) instanceof Write.Save save
            && read.getValue().exists()
            && !save.referencesChanged()
        ? Optional.of(new Replacement(session, save, read.getValue()))
        : Optional.empty();
  }

  Key key() {
    return save.key();
  }

  byte[] message() {
    return LogMessage.of(session.version, key(), before.data(), save.data());
  }
}
