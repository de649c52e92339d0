package dev.edgewatch.service.timeline;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.ParentName;
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
import java.util.Optional;

/**
 * A log as it is asked for: how requests are read and page tokens written.
 *
 * @param type of its entries
 * @param regionPath where an entry says which region it is from
 * @param places where its entries stand
 */
public record Timeline<P extends Comparable<? super P>>(
    Region region, ResourceType type, String regionPath, Places<P> places) {

  /**
   * What is asked for.
   *
   * @param interval with a {@code start_time}, and an {@code end_time} that is part of it and
   *     without which it ends now; each service has its own message
   */
  public PageQuery<P> query(
      List<String> parents, String filter, Message interval, int size, String token) {
    List<ParentName> parsed =
        parents.stream().map(parent -> type.parseParent(parent).requireConcrete()).toList();
    if (parsed.isEmpty()) {
      throw Refusal.invalid(
          "PARENT_MISSING",
          "parents",
          "parents is empty; expected projects, organizations or services");
    }
    Instant from =
        time(interval, "start_time")
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "START_TIME_MISSING",
                        "interval.start_time",
                        "interval.start_time is not set; expected where to begin"));
    Instant until =
        time(interval, "end_time")
            .map(end -> end.plus(1, ChronoUnit.MICROS))
            .orElseGet(
                () -> region.clock().instant().plusSeconds(1).truncatedTo(ChronoUnit.MICROS));
    P first = places.first(from);
    P before = token.isEmpty() ? places.first(until) : place(token);
    if (before.compareTo(first) < 0) {
      throw Refusal.invalid(
          "INTERVAL_BACKWARDS",
          "interval",
          "interval ends before it begins; expected a time after its start, " + from);
    }
    return new PageQuery<>(
        this,
        parsed.stream().distinct().toList(),
        Filter.parse(type, filter),
        first,
        before,
        region.watches().pageSize(size));
  }

  private static Optional<Instant> time(Message interval, String field) {
    FieldDescriptor named = interval.getDescriptorForType().findFieldByName(field);
    if (!interval.hasField(named)) {
      return Optional.empty();
    }
    Timestamp time = (Timestamp) interval.getField(named);
    PossibleValues.requireTime(time, "interval." + field);
    return Optional.of(ProtoTimes.instant(time).truncatedTo(ChronoUnit.MICROS));
  }

  String token(P place) {
    return new PageToken.Custom(Direction.AFTER, Inclusion.EXCLUSIVE, places.told(place))
        .text(type, OrderBy.parse(type, ""));
  }

  P place(String token) {
    if (PageToken.parse(type, OrderBy.parse(type, ""), token) instanceof PageToken.Custom custom) {
      try {
        return places.read(custom.content());
      } catch (DateTimeException | IllegalArgumentException malformed) {
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

  Optional<Object> pinned(Filter filter, String path) {
    return filter.pinned(FieldPath.parse(type.descriptor(), path));
  }

  Filter in(String another) {
    return Filter.parse(type, regionPath + " = \"" + another + "\"");
  }
}
