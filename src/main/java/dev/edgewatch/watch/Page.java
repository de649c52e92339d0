package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import java.util.List;

/**
 * A page of a query's result (contract section 4.3).
 *
 * @param offset rows before the page
 * @param total rows that match the query
 * @param position the state the page was read from
 */
public record Page(
    List<Resource> resources,
    String previousToken,
    String nextToken,
    long offset,
    long total,
    Position position) {}
