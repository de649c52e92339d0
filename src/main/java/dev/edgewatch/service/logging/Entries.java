package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.PossibleValues;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.store.Logs.Entry;
import dev.edgewatch.store.Logs.Place;
import dev.edgewatch.store.Logs.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The logs of one call as they are stored. Refuses those that are none. */
final class Entries {
  /** Clocks of devices are not all right. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  private final Region region;
  private final Destination destination;
  private final Map<String, Series> known;
  private final Map<SeriesFields, Series> made = new HashMap<>();
  private final Instant now;
  private int untimed;

  /**
   * @param known series by the keys that logs tell alone
   */
  Entries(Region region, Destination destination, Map<String, Series> known) {
    this.region = region;
    this.destination = destination;
    this.known = known;
    this.now = region.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  Entry of(Log log) {
    requireHere(log);
    Log payload = payload(log);
    LogLimits.requirePayload(payload);
    return new Entry(series(log), time(log), payload.toByteString());
  }

  private void requireHere(Log log) {
    if (!log.getRegion().isEmpty() && !log.getRegion().equals(region.id())) {
      throw Refusal.invalid(
          "REGION_UNKNOWN",
          "region",
          "region is "
              + Quoted.of(log.getRegion())
              + "; expected "
              + region.id()
              + ", nothing, or another one that takes logs");
    }
    if (!log.getScope().isEmpty() && !log.getScope().equals(destination.scope())) {
      throw Refusal.invalid(
          "SCOPE_MISMATCH",
          "scope",
          "scope is "
              + Quoted.of(log.getScope())
              + "; expected "
              + destination.scope()
              + " or nothing");
    }
    if (!log.getName().isEmpty()
        && !log.getName().startsWith(destination.parent().text() + "/logs/")) {
      throw Refusal.invalid(
          "PARENT_MISMATCH",
          "name",
          "name is "
              + Quoted.of(log.getName())
              + "; expected one below '"
              + destination.parent()
              + "', or nothing");
    }
  }

  private static Log payload(Log log) {
    Log.Builder payload = Log.newBuilder();
    if (log.hasJsonPayload()) {
      payload.setJsonPayload(log.getJsonPayload());
    }
    if (log.hasPbPayload()) {
      payload.setPbPayload(log.getPbPayload());
    }
    return payload
        .setStringPayload(log.getStringPayload())
        .setBytesPayload(log.getBytesPayload())
        .build();
  }

  private Instant time(Log log) {
    if (!log.hasTime()) {
      return now.plus(untimed++, ChronoUnit.MICROS);
    }
    PossibleValues.requireTime(log.getTime(), "Log.time");
    Instant time = ProtoTimes.instant(log.getTime()).truncatedTo(ChronoUnit.MICROS);
    Instant oldest = now.minus(region.logs().kept());
    Instant earliest = destination.since().isAfter(oldest) ? destination.since() : oldest;
    if (time.isBefore(earliest) || time.isAfter(now.plus(AHEAD))) {
      throw Refusal.invalid(
          "TIME_OUT_OF_RANGE",
          "time",
          "time is " + time + "; expected " + earliest + " to " + now.plus(AHEAD));
    }
    return time;
  }

  /** What the log calls its series by; empty when it does not. */
  static String key(Log log) {
    return log.getBinKey().isEmpty()
        ? log.getName().substring(log.getName().lastIndexOf('/') + 1)
        : log.getBinKey();
  }

  private Series series(Log log) {
    String key = key(log);
    if (log.getLogDescriptor().isEmpty()) {
      return known(log, key);
    }
    SeriesFields fields = SeriesFields.of(destination.scope(), region.id(), log);
    Series series = made.get(fields);
    if (series == null) {
      LogLimits.requireFields(fields);
      series = fields.series();
      made.put(fields, series);
    }
    if (!key.isEmpty() && !key.equals(series.key())) {
      throw mismatch(key);
    }
    return series;
  }

  /** One that the store has answered. */
  private Series known(Log log, String key) {
    if (key.isEmpty()) {
      throw Refusal.invalid(
          "LOG_DESCRIPTOR_MISSING",
          "log_descriptor",
          "log_descriptor is empty; expected the name of a LogDescriptor, or bin_key");
    }
    Series series = known.get(key);
    if (series == null) {
      throw new Refusal.NotFound(
              "bin_key is "
                  + Quoted.of(key)
                  + "; expected one that was answered for logs of "
                  + destination.scope(),
              key)
          .exception();
    }
    SeriesFields fields = SeriesFields.of(series);
    Log common = SeriesFields.common(series);
    boolean agrees =
        (log.getService().isEmpty() || log.getService().equals(common.getService()))
            && (log.getVersion().isEmpty() || log.getVersion().equals(common.getVersion()))
            && (log.getLabelsCount() == 0 || log.getLabelsMap().equals(fields.labels()));
    if (!agrees || !fields.region().equals(region.id())) {
      throw mismatch(key);
    }
    return series;
  }

  private static RuntimeException mismatch(String key) {
    return Refusal.invalid(
        "BIN_KEY_MISMATCH",
        "bin_key",
        "bin_key is "
            + Quoted.of(key)
            + ", which is of other logs; expected the one that was answered for this service,"
            + " version, log_descriptor and these labels, or nothing");
  }

  /**
   * Those of one series and time a microsecond apart, in the order in which they came: many devices
   * tell times in seconds, and those who read want to know what was first.
   */
  List<Entry> apart(List<Entry> entries) {
    Map<Place, Integer> times = new HashMap<>();
    List<Entry> apart = new ArrayList<>();
    for (Entry entry : entries) {
      int before = times.merge(entry.place(), 1, Integer::sum) - 1;
      apart.add(new Entry(entry.series(), entry.at().plus(before, ChronoUnit.MICROS), entry.own()));
    }
    return apart;
  }
}
