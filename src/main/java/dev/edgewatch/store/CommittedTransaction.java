package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import java.util.List;

/**
 * Everything one commit changed, at the position from which it is visible. Requests that were
 * waiting at the same time share a commit; a resource changes at most once in it.
 */
public record CommittedTransaction(Position position, List<Change> changes) {}
