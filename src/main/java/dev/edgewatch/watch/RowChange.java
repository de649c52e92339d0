package dev.edgewatch.watch;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Resource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of one resident row, on its way through the views. It has a row before or after it, or
 * both; who wants one of them asks first whether it is there. Decodes each side at most once, and
 * only when asked.
 */
final class RowChange {
  private final String name;
  private final @Nullable Resource before;
  private final @Nullable Resource after;
  private @Nullable Message decodedBefore;
  private @Nullable Message decodedAfter;

  /** At least one of the two is there. */
  RowChange(@Nullable Resource before, @Nullable Resource after) {
    this.name = before != null ? before.name() : there(after).name();
    this.before = before;
    this.after = after;
  }

  String name() {
    return name;
  }

  boolean hasBefore() {
    return before != null;
  }

  boolean hasAfter() {
    return after != null;
  }

  Resource before() {
    return there(before);
  }

  Resource after() {
    return there(after);
  }

  Message messageBefore() {
    if (decodedBefore == null) {
      decodedBefore = before().message();
    }
    return decodedBefore;
  }

  Message messageAfter() {
    if (decodedAfter == null) {
      decodedAfter = after().message();
    }
    return decodedAfter;
  }

  private static Resource there(@Nullable Resource row) {
    return Objects.requireNonNull(row, "the change has no row on that side");
  }
}
