package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one watch message. They are encoded when first sent and the bytes are kept, so a
 * delta that goes to many streams is encoded once as long as the streams share this object.
 * Immutable; safe for use by several threads.
 */
public final class ChangeList {
  private static final ChangeList NONE = new ChangeList(List.of());
  private static final int FIELD = 2;

  private final List<ResourceChange> changes;
  private volatile @Nullable ByteString encoded;

  private ChangeList(List<ResourceChange> changes) {
    this.changes = changes;
  }

  public static ChangeList of(List<ResourceChange> changes) {
    return changes.isEmpty() ? NONE : new ChangeList(List.copyOf(changes));
  }

  public static ChangeList none() {
    return NONE;
  }

  static ChangeList decode(WireFields message) {
    return of(message.messages(FIELD).stream().map(ResourceChange::decode).toList());
  }

  public List<ResourceChange> changes() {
    return changes;
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The changes as they stand in a {@code WatchXsResponse}: one field 2 for each. */
  public ByteString encoded() {
    ByteString kept = encoded;
    if (kept == null) {
      // Two threads may both get here; they make the same bytes.
      kept =
          new WireWriter()
              .messages(FIELD, changes.stream().map(ResourceChange::encode).toList())
              .encoded();
      encoded = kept;
    }
    return kept;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChangeList that && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  @Override
  public String toString() {
    return changes.toString();
  }
}
