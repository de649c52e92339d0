package dev.edgewatch.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hands out versions, each one once in the region. Takes them from the database's sequence in
 * blocks, so two nodes work in different blocks: {@code next} skips to a new one when that is
 * needed to be above a version another node gave.
 */
final class Versions {
  /** The increment of the sequence. */
  private static final int BLOCK = 1000;

  private final JdbcClient jdbc;
  private long next;
  private long end;

  Versions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A version above {@code floor}. May ask the database. */
  synchronized long next(long floor) {
    while (next >= end || next <= floor) {
      if (floor < end && next < end) {
        next = floor + 1;
      } else {
        next = jdbc.sql("SELECT nextval('versions')").query(Long.class).single();
        end = next + BLOCK;
      }
    }
    return next++;
  }
}
