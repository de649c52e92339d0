package dev.edgewatch.store;

import dev.edgewatch.store.RecordingSession.ListRead;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Whether all that a session read, with several statements, is what one single moment shows. */
final class ReadCheck {
  private final Reads reads;
  private final TransactionTemplate oneMoment;

  ReadCheck(DataSource database) {
    reads = new Reads(JdbcClient.create(database));
    oneMoment = new TransactionTemplate(new JdbcTransactionManager(database));
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    oneMoment.setReadOnly(true);
  }

  boolean holds(RecordingSession session) {
    return oneMoment.execute(
        status -> rowsHold(session.read()) && session.lists().stream().allMatch(this::listHolds));
  }

  private boolean rowsHold(Map<Key, Row> read) {
    return versions(reads.rows(read.keySet())).equals(versions(read));
  }

  private boolean listHolds(ListRead list) {
    return versions(reads.list(list.type(), list.namePrefix())).equals(versions(list.rows()));
  }

  private static <K> Map<K, Long> versions(Map<K, Row> rows) {
    Map<K, Long> versions = new HashMap<>();
    rows.forEach(
        (key, row) -> {
          if (row.exists()) {
            versions.put(key, row.version());
          }
        });
    return versions;
  }
}
