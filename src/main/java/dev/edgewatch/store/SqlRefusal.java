package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Refusal.Unsettled.Cause;
import dev.edgewatch.resource.RefusalException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means to the caller, by SQLSTATE. Messages hold no SQL. */
final class SqlRefusal {
  private static final Duration SOON = Duration.ofMillis(500);

  private SqlRefusal() {}

  /** Somebody else was faster: the same commit may succeed when it is tried again. */
  static boolean passes(SQLException failure) {
    return switch (state(failure)) {
      case "40001", "40P01", "23505" -> true;
      default -> false;
    };
  }

  static boolean connectionLost(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
  }

  /** Nothing was written. */
  static RuntimeException of(SQLException failure) {
    if (connectionLost(failure)) {
      return new Refusal.Unavailable(
              "DATABASE_UNAVAILABLE", "the region's database does not answer", SOON)
          .exception();
    }
    if (state(failure).startsWith("53")) {
      return new Refusal.Overload(
              "the region's database is out of resources", Duration.ofSeconds(5))
          .exception();
    }
    return new IllegalStateException("the database refused a statement", failure);
  }

  /** The connection broke during the commit: it may have happened or not. */
  static RefusalException unknownOutcome() {
    return new Refusal.Unsettled(
            Cause.OUTCOME_UNKNOWN,
            "the connection to the region's database broke during the commit; the write may have"
                + " happened")
        .exception();
  }

  /** The failure of the database behind an exception of Spring's, or null. */
  static @Nullable SQLException cause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }
}
