package dev.edgewatch.watch;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Position;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One message of a watch stream, before it is encoded for its type. Immutable and thread-safe;
 * streams that show the same page get the same object, and {@link #encoded} lets them share the
 * encoding too.
 */
public final class WatchMessage {
  private final List<ViewChange> changes;
  private final Kind kind;
  private final @Nullable PageTokens pageTokens;
  private final @Nullable String resumeToken;
  private final long snapshotSize;
  private final Position position;
  private final long total;
  private final @Nullable ByteString[] encodings = new ByteString[Form.values().length];

  private WatchMessage(
      List<ViewChange> changes,
      Kind kind,
      @Nullable PageTokens pageTokens,
      @Nullable String resumeToken,
      long snapshotSize,
      Position position,
      long total) {
    this.changes = List.copyOf(changes);
    this.kind = kind;
    this.pageTokens = pageTokens;
    this.resumeToken = resumeToken;
    this.snapshotSize = snapshotSize;
    this.position = position;
    this.total = total;
  }

  /** What a message is; the last four exclude each other (contract section 6.4). */
  public enum Kind {
    /** A part of a set of changes. */
    PART,
    /** The last part of a set of changes, or all of it. */
    CURRENT,
    /** How many rows the client should hold. */
    SIZE,
    SOFT_RESET,
    HARD_RESET
  }

  /** The two ways in which a gate writes the same message. */
  public enum Form {
    /** As the public contract says. */
    CONTRACT,
    /** With position and total, for clients that asked for them. */
    WITH_PROGRESS
  }

  /** The boundary tokens of a page. Empty text: there is no such page. */
  public record PageTokens(String previous, String next) {
    static final PageTokens NONE = new PageTokens("", "");
  }

  static WatchMessage part(List<ViewChange> changes, Position position, long total) {
    return new WatchMessage(changes, Kind.PART, null, null, -1, position, total);
  }

  /** The end of a change set of a page. */
  static WatchMessage page(
      List<ViewChange> changes, @Nullable PageTokens tokens, Position position, long total) {
    return new WatchMessage(changes, Kind.CURRENT, tokens, null, -1, position, total);
  }

  /** The end of a change set of a stateless stream. */
  static WatchMessage resumable(List<ViewChange> changes, String resumeToken, Position position) {
    return new WatchMessage(changes, Kind.CURRENT, null, resumeToken, -1, position, -1);
  }

  static WatchMessage size(long rows, Position position) {
    return new WatchMessage(List.of(), Kind.SIZE, null, null, rows, position, -1);
  }

  static WatchMessage hardReset(Position position) {
    return new WatchMessage(List.of(), Kind.HARD_RESET, null, null, -1, position, -1);
  }

  public List<ViewChange> changes() {
    return changes;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isCurrent() {
    return kind == Kind.CURRENT;
  }

  public boolean softReset() {
    return kind == Kind.SOFT_RESET;
  }

  public boolean hardReset() {
    return kind == Kind.HARD_RESET;
  }

  /** The page's new boundary tokens, only when they changed and only on a current message. */
  public @Nullable PageTokens pageTokens() {
    return pageTokens;
  }

  /** Only on current messages of stateless streams. */
  public @Nullable String resumeToken() {
    return resumeToken;
  }

  /** Rows the client should hold now, or -1 where it is not meant. */
  public long snapshotSize() {
    return snapshotSize;
  }

  /** What the stream has applied; not part of the public message. */
  public Position position() {
    return position;
  }

  /** Rows that match the whole query of a page watch, or -1; not part of the public message. */
  public long total() {
    return total;
  }

  /**
   * The encoding of this message, made by {@code encoder} at most a few times however many streams
   * send it. All users of one engine must give equivalent encoders for the same type and form.
   */
  @SuppressWarnings("EnumOrdinal") // only an array can be written by two threads at once
  public ByteString encoded(Form form, Function<WatchMessage, ByteString> encoder) {
    ByteString known = encodings[form.ordinal()];
    if (known == null) {
      // two threads may both encode; the results are equal and ByteString is safe to publish
      // through a race
      known = encoder.apply(this);
      encodings[form.ordinal()] = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return kind + " " + changes.size() + " changes at " + position.text() + ", total " + total;
  }
}
