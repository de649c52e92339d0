package dev.edgewatch.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes slots of nodes that are gone for good, which would otherwise make PostgreSQL keep its log
 * for ever. A node that only restarts or lost its connection is back long before; one that comes
 * back later finds its slot gone and has to restart.
 */
final class StaleSlots {
  static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Logger LOG = LoggerFactory.getLogger(StaleSlots.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final String prefix;
  private final Map<String, Instant> idleSince = new HashMap<>();

  StaleSlots(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.prefix = ReplicationSlot.prefix(jdbc);
  }

  /**
   * Looks at the slots once; a slot must be found unused by every look during {@link #PATIENCE}.
   */
  void sweep() {
    Instant now = clock.instant();
    List<String> idle =
        jdbc.sql(
                "SELECT slot_name::text AS name FROM pg_replication_slots WHERE NOT active AND starts_with(slot_name::text, ?)")
            .param(prefix)
            .query((found, number) -> found.getString("name"))
            .list();
    idleSince.keySet().retainAll(idle);
    for (String slot : idle) {
      if (idleSince.computeIfAbsent(slot, first -> now).plus(PATIENCE).isAfter(now)) {
        continue;
      }
      try {
        jdbc.sql("SELECT pg_drop_replication_slot(?)").param(slot).query().listOfRows();
        LOG.warn(
            "dropped slot {}: its node has not been there for {} minutes",
            slot,
            PATIENCE.toMinutes());
      } catch (DataAccessException taken) {
        LOG.info("slot {} was not dropped: {}", slot, taken.getMessage());
      }
    }
  }
}
