package dev.edgewatch.console.bff;

/**
 * A number of rows that is kept current, without the rows. Like {@link LiveQuery} it is written by
 * streams and read by the view; no method blocks.
 */
public interface LiveCount extends AutoCloseable {

  /** Rows that match in all regions, as they last said. */
  long rows();

  /** Whether all regions have said so and are being watched. */
  boolean exact();

  @Override
  void close();
}
