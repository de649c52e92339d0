package dev.edgewatch.resource;

/**
 * A point in the history of one region's database: everything committed up to here is visible.
 * Positions of the same region are ordered; positions of different regions say nothing about each
 * other.
 *
 * @param region id of the region
 * @param lsn log sequence number of PostgreSQL's write-ahead log, 0 before anything was committed
 */
public record Position(String region, long lsn) {

  /**
   * Whether a reader at this position has seen everything up to {@code other}; false for another
   * region's position.
   */
  public boolean covers(Position other) {
    return region.equals(other.region) && Long.compareUnsigned(lsn, other.lsn) >= 0;
  }

  /** {@code us-west2:16b3748}, the form that travels in metadata and in the page. */
  public String text() {
    return region + ":" + Long.toHexString(lsn);
  }

  /** The reverse of {@link #text()}; refuses anything else. */
  public static Position parse(String text) {
    int colon = text.indexOf(':');
    try {
      if (colon > 0) {
        return new Position(
            text.substring(0, colon), Long.parseUnsignedLong(text.substring(colon + 1), 16));
      }
    } catch (NumberFormatException notHexadecimal) {
      // falls through to the refusal below
    }
    throw Refusal.invalid(
        "POSITION_MALFORMED",
        "position",
        "position is '" + text + "'; expected region:hexadecimal, as in us-west2:16b3748");
  }
}
