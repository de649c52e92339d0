package dev.edgewatch.region;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import java.util.Optional;

/**
 * Work of a service that is written down as rows of a private type, one row for each piece, in the
 * transaction that makes it necessary. Done after the commit, by one node of the region at a time,
 * and again after a crash: doing a piece twice must be bearable.
 */
public interface DurableWork {

  /** The private type of its rows. */
  ResourceType type();

  /**
   * Does what a row says, and deletes the row when nothing is left to do. Blocks; throws to be
   * called again after a growing pause.
   *
   * @return when to look at the row again, although nothing failed; empty when it is done
   */
  Optional<Duration> run(Resource row);
}
