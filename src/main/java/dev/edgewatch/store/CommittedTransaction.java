package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import java.util.List;

/** Everything one commit changed, at the position from which it is visible. */
public record CommittedTransaction(Position position, List<Change> changes) {}
