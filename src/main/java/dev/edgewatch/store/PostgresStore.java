package dev.edgewatch.store;

import dev.edgewatch.resource.Catalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Opens the {@link Store} of a region on PostgreSQL 15 or newer. */
public final class PostgresStore {
  private PostgresStore() {}

  /**
   * Checks the database, brings its schema up to date and joins its change feed. Refuses with one sentence that says what to
   * change when the database cannot be used: unreachable, too old, {@code wal_level} not {@code logical}, no right to replicate.
   */
  public static Store open(StoreSettings settings, Catalog catalog, MeterRegistry meters, Clock clock) {
    throw new UnsupportedOperationException("in work");
  }
}
