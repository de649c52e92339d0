package dev.edgewatch.service.audit;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.audit.v1.TimeInterval;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.PossibleValues;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of a log that is asked for.
 *
 * @param scopes projects, organizations and services
 * @param from inclusive
 * @param before exclusive
 * @param size entries of the page, 1 or more
 */
record AuditQuery(List<String> scopes, Filter filter, Instant from, Instant before, int size) {
  private static final String BEFORE = "before";
  private static final String REGION = "service.region_id";

  static AuditQuery of(
      Region region,
      ResourceType type,
      List<String> parents,
      String filter,
      TimeInterval interval,
      int size,
      String token) {
    List<String> scopes =
        parents.stream()
            .map(parent -> type.parseParent(parent).requireConcrete().text())
            .distinct()
            .toList();
    if (scopes.isEmpty()) {
      throw Refusal.invalid(
          "PARENT_MISSING",
          "parents",
          "parents is empty; expected projects, organizations or services");
    }
    if (!interval.hasStartTime()) {
      throw Refusal.invalid(
          "START_TIME_MISSING",
          "interval.start_time",
          "interval.start_time is not set; expected where to begin");
    }
    Instant from = instant("interval.start_time", interval.getStartTime());
    Instant end =
        interval.hasEndTime()
            ? instant("interval.end_time", interval.getEndTime())
            : region.clock().instant().plusSeconds(1).truncatedTo(ChronoUnit.MICROS);
    Instant before = token.isEmpty() ? end : before(type, token);
    if (end.isBefore(from)) {
      throw Refusal.invalid(
          "INTERVAL_BACKWARDS",
          "interval",
          "interval ends at " + end + "; expected a time after its start, " + from);
    }
    return new AuditQuery(
        scopes, Filter.parse(type, filter), from, before, region.watches().pageSize(size));
  }

  private static Instant instant(String field, Timestamp time) {
    PossibleValues.requireTime(time, field);
    return ProtoTimes.instant(time).truncatedTo(ChronoUnit.MICROS);
  }

  private static Instant before(ResourceType type, String token) {
    if (PageToken.parse(type, OrderBy.parse(type, ""), token) instanceof PageToken.Custom custom) {
      try {
        return Instant.parse(custom.content().getOrDefault(BEFORE, ""));
      } catch (DateTimeException malformed) {
        throw foreign(token);
      }
    }
    throw foreign(token);
  }

  private static RuntimeException foreign(String token) {
    return Refusal.invalid(
        "PAGE_TOKEN_INVALID",
        "page_token",
        "page_token is " + Quoted.of(token) + "; expected one of this log");
  }

  /** Where the next page ends; empty when there is none. */
  String next(Newest<?> page) {
    return page.reached().isAfter(from)
        ? new PageToken.Custom(
                Direction.AFTER, Inclusion.EXCLUSIVE, Map.of(BEFORE, page.reached().toString()))
            .text(filter.type(), OrderBy.parse(filter.type(), ""))
        : "";
  }

  /** How far back a page was looked for whose answer has this token. */
  Instant reached(String nextToken) {
    return nextToken.isEmpty() ? from : before(filter.type(), nextToken);
  }

  /** Which of these regions can have something. The first one, this, when none of them can. */
  List<String> regions(List<String> serving) {
    Optional<String> wanted = pinned(REGION).map(String::valueOf);
    return wanted.isEmpty()
        ? serving
        : List.of(wanted.filter(serving::contains).orElse(serving.getFirst()));
  }

  /** The text of a filter that only entries of one region pass. */
  String filterIn(String region) {
    return filter.and(Filter.parse(filter.type(), REGION + " = \"" + region + "\"")).text();
  }

  private Optional<Object> pinned(String path) {
    return filter.pinned(FieldPath.parse(filter.type().descriptor(), path));
  }

  /** Whether the filter says what each of these paths is. */
  boolean pins(String... paths) {
    return Stream.of(paths).allMatch(path -> pinned(path).isPresent());
  }
}
