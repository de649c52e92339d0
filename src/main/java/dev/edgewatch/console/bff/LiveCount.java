package dev.edgewatch.console.bff;

import java.util.List;

/**
 * A number of rows that is kept current, without the rows. Like {@link LiveQuery} it is written by
 * streams and read by the view; no method blocks.
 */
public interface LiveCount extends AutoCloseable {

  /** Rows that match in all regions, as they last said. */
  long rows();

  /** Whether all regions have said so and are being watched. */
  boolean exact();

  /** What each region has said; empty before it is known which there are. */
  List<OfRegion> regions();

  /**
   * The number of one region.
   *
   * @param rows as it last said; 0 when it never did
   */
  record OfRegion(String region, long rows, State state) {}

  /** Whether the number of a region can be relied on. */
  enum State {
    COUNTING,
    COUNTED,
    /** The region does not tell this person. */
    DENIED,
    /** The region does not answer. */
    UNREACHABLE
  }

  @Override
  void close();
}
