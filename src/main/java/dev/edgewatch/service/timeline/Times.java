package dev.edgewatch.service.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Places that are times, so that entries of the same microsecond stay together. */
public final class Times implements Places<Instant> {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** What the time is called in page tokens. */
  public static final String BEFORE = "before";

  @Override
  public Instant first(Instant time) {
    return time;
  }

  @Override
  public Map<String, String> told(Instant place) {
    return Map.of(BEFORE, place.toString());
  }

  @Override
  public Instant read(Map<String, String> told) {
    return in(told);
  }

  /** The time in a page token; refuses with a {@link DateTimeException} what nothing is kept of. */
  public static Instant in(Map<String, String> told) {
    Instant time = Instant.parse(told.getOrDefault(BEFORE, ""));
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new DateTimeException("a time out of all bounds");
    }
    return time;
  }
}
