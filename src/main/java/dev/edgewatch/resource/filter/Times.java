package dev.edgewatch.resource.filter;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Quoted;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as they are written: RFC 3339 for timestamps, seconds for durations. */
final class Times {
  static final String TIMESTAMP_FORM = "a time as in \"2024-01-31T18:30:00Z\"";
  static final String DURATION_FORM = "a duration as in \"1.5s\"";

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[-+]\\d\\d:\\d\\d)");
  private static final Pattern DURATION = Pattern.compile("(-?)(\\d{1,12})(?:\\.(\\d{1,9}))?s");

  private Times() {}

  /** Canonically in UTC. */
  static Literal timestamp(String text, int position) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (TIMESTAMP.matcher(upper).matches()) {
      try {
        Timestamp value = ProtoTimes.timestamp(OffsetDateTime.parse(upper).toInstant());
        if (Timestamps.isValid(value)) {
          return new Literal(value, QuotedText.print(Timestamps.toString(value)));
        }
      } catch (DateTimeException noSuchTime) {
        // refused below, like everything that is no time
      }
    }
    throw Refused.at(position, "time is " + Quoted.of(text) + "; expected " + TIMESTAMP_FORM);
  }

  static Literal duration(String text, int position) {
    Matcher parts = DURATION.matcher(text);
    if (parts.matches()) {
      int sign = parts.group(1).isEmpty() ? 1 : -1;
      String fraction = parts.group(3) == null ? "" : parts.group(3);
      Duration value =
          Duration.newBuilder()
              .setSeconds(sign * Long.parseLong(parts.group(2)))
              .setNanos(sign * Integer.parseInt((fraction + "000000000").substring(0, 9)))
              .build();
      if (Durations.isValid(value)) {
        return new Literal(value, QuotedText.print(Durations.toString(value)));
      }
    }
    throw Refused.at(position, "duration is " + Quoted.of(text) + "; expected " + DURATION_FORM);
  }
}
