package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;

/**
 * A request to watch one page (contract section 6.3).
 *
 * @param pageToken where the page is; empty for the first page
 * @param pageSize rows, 0 to {@link WatchLimits#maxPageSize()}; 0 means the default, more is capped
 *     silently
 * @param maxChunkSize most changes in one message; 0 means that every message is a complete set of
 *     changes
 * @param mask what of each resource is sent
 */
public record PageWatch(
    Query query, String pageToken, int pageSize, int maxChunkSize, Mask mask, Progress progress) {}
