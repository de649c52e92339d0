package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a watch stream, before it is encoded for its type.
 *
 * @param pageTokens the window's new boundary tokens, only when they changed and only on a current message
 * @param resumeToken stateless streams only
 * @param snapshotSize rows the client should hold now, or -1 where it is not meant
 * @param position what the stream has applied so far; not part of the public message, see {@code docs/decisions}
 * @param total rows that match the whole query (stateful), or -1
 */
public record WatchMessage(
    List<ViewChange> changes,
    boolean isCurrent,
    @Nullable PageTokens pageTokens,
    @Nullable String resumeToken,
    long snapshotSize,
    boolean softReset,
    boolean hardReset,
    Position position,
    long total) {

  /** Empty text: there is no such page. */
  public record PageTokens(String previous, String next) {}
}
