package dev.edgewatch.store;

import java.time.Duration;

/**
 * Where a region's database is and how a node uses it.
 *
 * @param region id of the region, for example {@code us-west2}; part of every {@link
 *     dev.edgewatch.resource.Position}
 * @param node id of this node among those of the region, lower case letters, digits and
 *     underscores, up to 24 of them; names its replication slot, so a node that is started again
 *     under the same id takes over and no slot is left behind
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
 * @param user a role that owns the database and may replicate
 * @param connections size of the pool, 2 to 100; one more connection is used by the change feed
 * @param history how much of the recent past is kept in memory for {@link ChangeFeed#since}
 * @param auditKept how long the {@link AuditLog} remembers, an hour or more
 * @param logsKept how long the {@link Logs} remember, an hour or more
 */
public record StoreSettings(
    String region,
    String node,
    String jdbcUrl,
    String user,
    String password,
    int connections,
    History history,
    Duration auditKept,
    Duration logsKept) {

  public StoreSettings {
    if (!node.matches("[a-z0-9_]{1,24}")) {
      throw new IllegalArgumentException(
          "store node is '"
              + node
              + "'; expected 1 to 24 lower case letters, digits and underscores");
    }
    if (connections < 2 || connections > 100) {
      throw new IllegalArgumentException(
          "store connections is " + connections + "; expected 2 to 100");
    }
    requireAnHour("what is audited", auditKept);
    requireAnHour("what is logged", logsKept);
  }

  private static void requireAnHour(String what, Duration kept) {
    if (kept.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          what + " is kept for " + kept + "; expected an hour or more");
    }
  }

  /** Contract gap F7. */
  public static final Duration AUDIT_KEPT = Duration.ofDays(90);

  /** Logs are many, and asked for when something has just gone wrong. */
  public static final Duration LOGS_KEPT = Duration.ofDays(30);

  /** The defaults: node {@code node1}, eight connections, one hour of history. */
  public static StoreSettings of(String region, String jdbcUrl, String user, String password) {
    return new StoreSettings(
        region, "node1", jdbcUrl, user, password, 8, History.DEFAULT, AUDIT_KEPT, LOGS_KEPT);
  }

  public StoreSettings withNode(String another) {
    return new StoreSettings(
        region, another, jdbcUrl, user, password, connections, history, auditKept, logsKept);
  }

  public StoreSettings withRegion(String another) {
    return new StoreSettings(
        another, node, jdbcUrl, user, password, connections, history, auditKept, logsKept);
  }

  public StoreSettings withHistory(History another) {
    return new StoreSettings(
        region, node, jdbcUrl, user, password, connections, another, auditKept, logsKept);
  }

  @Override
  public String toString() {
    return "store of " + region + ", node " + node + ", at " + jdbcUrl + " as " + user;
  }

  /**
   * The window of history: what is older than {@code age}, or beyond {@code changes} or {@code
   * bytes}, is forgotten.
   */
  public record History(Duration age, int changes, long bytes) {
    public static final History DEFAULT = new History(Duration.ofHours(1), 1_000_000, 64L << 20);
  }
}
