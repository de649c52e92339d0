package dev.edgewatch.client;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list or a search.
 *
 * @param previousToken empty when there is no page before
 * @param nextToken empty when there is no page behind
 * @param offset rows before the page, when paging info was asked for
 * @param total rows that match, when paging info was asked for
 * @param position the state the page was read from; empty when the region does not tell
 */
public record ResourcePage(
    List<Resource> resources,
    String previousToken,
    String nextToken,
    int offset,
    int total,
    Optional<Position> position) {
  public ResourcePage {
    resources = List.copyOf(resources);
  }
}
