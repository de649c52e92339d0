package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes PostgreSQL's {@code pgoutput} plugin, protocol version 1 with binary values (PostgreSQL
 * manual, "Logical Replication Message Formats"), as far as a publication of inserts into the
 * change log produces it. One instance per connection: the server describes a table once, before
 * its first row.
 */
final class PgOutput {
  /** PostgreSQL counts microseconds from the year 2000. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final Map<Integer, List<String>> columns = new HashMap<>();
  private @Nullable Begin begin;
  private List<LoggedChange> changes = new ArrayList<>();
  private long bytes;

  /** One row of the change log. */
  record LoggedChange(
      long version,
      String type,
      String name,
      @Nullable ByteString before,
      @Nullable ByteString after) {}

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
      case 'R' -> relation(message);
      case 'I' -> insert(message);
      case 'C' -> {
        return Optional.of(commit(message));
      }
      default -> {
        // origin, type and truncate say nothing about rows
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

  private void relation(ByteBuffer message) {
    int id = message.getInt();
    text(message);
    text(message);
    message.get();
    List<String> names = new ArrayList<>();
    for (int left = message.getShort(); left > 0; left--) {
      message.get();
      names.add(text(message));
      message.getLong();
    }
    columns.put(id, names);
  }

  private void insert(ByteBuffer message) {
    List<String> names = columns.get(message.getInt());
    if (names == null) {
      throw new IllegalStateException("pgoutput: row of a table that was not described");
    }
    message.get();
    Map<String, ByteBuffer> values = new HashMap<>();
    int count = message.getShort();
    for (int i = 0; i < count; i++) {
      byte kind = message.get();
      switch (kind) {
        case 'n' -> {}
        case 'b' -> {
          int length = message.getInt();
          values.put(names.get(i), message.slice(message.position(), length));
          message.position(message.position() + length);
        }
        default ->
            throw new IllegalStateException(
                "pgoutput: value of kind '" + (char) kind + "'; expected null or binary");
      }
    }
    changes.add(
        new LoggedChange(
            required(values, "version").getLong(0),
            string(required(values, "type")),
            string(required(values, "name")),
            bytes(values.get("before")),
            bytes(values.get("after"))));
  }

  private static ByteBuffer required(Map<String, ByteBuffer> values, String column) {
    ByteBuffer value = values.get(column);
    if (value == null) {
      throw new IllegalStateException("pgoutput: change log without " + column);
    }
    return value;
  }

  private static @Nullable ByteString bytes(@Nullable ByteBuffer value) {
    return value == null ? null : UnsafeByteOperations.unsafeWrap(value);
  }

  private static String string(ByteBuffer value) {
    return new String(value.array(), value.arrayOffset(), value.limit(), StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer message) {
    int start = message.position();
    while (message.get() != 0) {
      // up to the terminating zero
    }
    return string(message.slice(start, message.position() - start - 1));
  }
}
