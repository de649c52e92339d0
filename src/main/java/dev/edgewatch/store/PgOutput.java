package dev.edgewatch.store;

import dev.edgewatch.api.changelog.LoggedChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes PostgreSQL's {@code pgoutput} plugin, protocol version 1 with messages (PostgreSQL
 * manual, "Logical Replication Message Formats"), as far as our {@link LogMessage}s produce it. One
 * instance per connection.
 */
final class PgOutput {
  /** PostgreSQL counts microseconds from the year 2000. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private @Nullable Begin begin;
  private List<LoggedChange> changes = new ArrayList<>();
  private long bytes;

  /**
   * A committed transaction.
   *
   * @param end log sequence number behind the commit
   * @param xid the lower 32 bits of its transaction id
   * @param bytes what it took on the wire
   */
  record Transaction(long end, int xid, Instant at, List<LoggedChange> changes, long bytes) {}

  private record Begin(int xid, Instant at) {}

  /** Takes the next message; returns the transaction when it was the last one of it. */
  Optional<Transaction> accept(ByteBuffer message) {
    bytes += message.remaining();
    switch (message.get()) {
      case 'B' -> {
        message.getLong();
        Instant at = EPOCH.plusNanos(message.getLong() * 1000);
        begin = new Begin(message.getInt(), at);
      }
      case 'M' -> logical(message);
      case 'C' -> {
        return Optional.of(commit(message));
      }
      default -> {
        // origins, and rows of tables that somebody else has published with ours
      }
    }
    return Optional.empty();
  }

  private Transaction commit(ByteBuffer message) {
    if (begin == null) {
      throw new IllegalStateException("pgoutput: commit without begin");
    }
    message.get();
    message.getLong();
    Transaction transaction =
        new Transaction(message.getLong(), begin.xid, begin.at, List.copyOf(changes), bytes);
    begin = null;
    bytes = 0;
    changes = new ArrayList<>();
    return transaction;
  }

  private void logical(ByteBuffer message) {
    message.get();
    message.getLong();
    if (text(message).equals(LogMessage.PREFIX)) {
      int length = message.getInt();
      changes.addAll(LogMessage.parse(message.slice(message.position(), length)).getChangesList());
    }
  }

  private static String text(ByteBuffer message) {
    int start = message.position();
    while (message.get() != 0) {
      // up to the terminating zero
    }
    byte[] characters = new byte[message.position() - start - 1];
    message.get(start, characters);
    return new String(characters, StandardCharsets.UTF_8);
  }
}
