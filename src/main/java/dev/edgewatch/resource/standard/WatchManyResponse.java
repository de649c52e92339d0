package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * One message of {@code WatchXs} (contract sections 6.3 and 6.4).
 *
 * @param isCurrent this message completes a change set
 * @param pageTokens the page's new boundary tokens, when they changed
 * @param resumeToken empty where there is none
 * @param snapshotSize rows the client should hold now, or {@link #NO_SIZE} wherever that is not
 *     meant: the default of the wire format, 0, would tell clients that they should hold nothing
 */
public record WatchManyResponse(
    ChangeList changes,
    boolean isCurrent,
    Optional<PageTokens> pageTokens,
    String resumeToken,
    long snapshotSize,
    boolean isSoftReset,
    boolean isHardReset) {

  /** Value of {@link #snapshotSize} in messages that do not carry it. */
  public static final long NO_SIZE = -1;

  /** Boundary tokens of a page; empty text where there is no page. */
  public record PageTokens(String previous, String next) {}

  /** A part of a change set that is not complete yet. */
  public static WatchManyResponse part(ChangeList changes) {
    return new WatchManyResponse(changes, false, Optional.empty(), "", NO_SIZE, false, false);
  }

  /** What completes a change set. */
  public static WatchManyResponse current(
      ChangeList changes, Optional<PageTokens> pageTokens, String resumeToken) {
    return new WatchManyResponse(changes, true, pageTokens, resumeToken, NO_SIZE, false, false);
  }

  /** How many rows a stateless client should hold now. */
  public static WatchManyResponse size(long rows) {
    return new WatchManyResponse(
        ChangeList.none(), false, Optional.empty(), "", rows, false, false);
  }

  /** What arrived since the last current message is void. */
  public static WatchManyResponse softReset() {
    return new WatchManyResponse(
        ChangeList.none(), false, Optional.empty(), "", NO_SIZE, true, false);
  }

  /** Everything is void, tokens included; a snapshot follows. */
  public static WatchManyResponse hardReset() {
    return new WatchManyResponse(
        ChangeList.none(), false, Optional.empty(), "", NO_SIZE, false, true);
  }

  /**
   * Changes are taken as {@link ChangeList} keeps them; only the few fields around them are encoded
   * for each message.
   */
  public ByteString encode() {
    ByteString rest =
        new WireWriter()
            .message(
                3,
                pageTokens.map(
                    tokens ->
                        new WireWriter()
                            .string(1, tokens.previous())
                            .string(2, tokens.next())
                            .encoded()))
            .bool(4, isCurrent)
            .string(5, resumeToken)
            .int64(6, snapshotSize)
            .bool(7, isSoftReset)
            .bool(8, isHardReset)
            .encoded();
    return changes.encoded().concat(rest);
  }

  public static WatchManyResponse decode(ByteString encoded) {
    WireFields fields = WireFields.of(encoded);
    return new WatchManyResponse(
        ChangeList.decode(fields),
        fields.bool(4),
        fields
            .message(3)
            .map(WireFields::of)
            .map(tokens -> new PageTokens(tokens.string(1), tokens.string(2))),
        fields.string(5),
        fields.int64(6),
        fields.bool(7),
        fields.bool(8));
  }
}
