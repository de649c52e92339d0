package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import dev.edgewatch.watch.WatchMessage.PageTokens;
import java.util.List;

/**
 * What a window shows at one moment. Immutable: a stream remembers what it sent by holding on to
 * one of these.
 *
 * @param version goes up by one with each state that looks different
 * @param total rows of the whole view at that moment
 * @param delta the complete messages that bring a watcher from the version before to this one,
 *     shared by all
 */
record WindowState(
    long version,
    List<Shown> rows,
    PageTokens tokens,
    Position position,
    long total,
    List<WatchMessage> delta) {}
