package dev.edgewatch.watch;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A change of one resident row, on its way through the views. Decodes each side at most once, and
 * only when asked.
 */
final class RowChange {
  private final @Nullable Resource before;
  private final @Nullable Resource after;
  private @Nullable Message decodedBefore;
  private @Nullable Message decodedAfter;

  RowChange(@Nullable Resource before, @Nullable Resource after) {
    this.before = before;
    this.after = after;
  }

  String name() {
    return before != null ? before.name() : after.name();
  }

  @Nullable Resource before() {
    return before;
  }

  @Nullable Resource after() {
    return after;
  }

  @Nullable Message messageBefore() {
    if (decodedBefore == null && before != null) {
      decodedBefore = before.message();
    }
    return decodedBefore;
  }

  @Nullable Message messageAfter() {
    if (decodedAfter == null && after != null) {
      decodedAfter = after.message();
    }
    return decodedAfter;
  }
}
