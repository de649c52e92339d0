package dev.edgewatch.service.logging;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.service.timeline.Backwards;
import dev.edgewatch.service.timeline.Newest;
import dev.edgewatch.service.timeline.PageQuery;
import dev.edgewatch.store.Logs.Entry;
import dev.edgewatch.store.Logs.Place;
import dev.edgewatch.store.Logs.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The logs of one scope in this region, as they are asked for.
 *
 * @param asked the scope itself, or some of its buckets
 */
record ScopeLogs(Region region, Requester reader, PageQuery<Place> query, List<Destination> asked) {
  private static final Set<String> INDEXED =
      Set.of(
          SeriesFields.KEY_FIELD,
          SeriesFields.SERVICE,
          SeriesFields.VERSION,
          SeriesFields.DESCRIPTOR);

  Newest<Log, Place> newest() {
    Destination first = asked.getFirst();
    PageQuery<Place> since = query.since(Place.first(first.since()));
    List<Set<String>> wanted = wanted();
    Newest<Log, Place> found =
        new Backwards<Entry, Log, Place>(
                (before, atMost) ->
                    region
                        .logs()
                        .newest(
                            new Section(first.scope(), wanted, since.from().at(), before, atMost)),
                Entry::place,
                this::told)
            .find(since);
    return found.reached().compareTo(since.from()) > 0
        ? found
        : new Newest<>(found.entries(), query.from());
  }

  private List<Log> told(List<Entry> entries) {
    return entries.stream().flatMap(entry -> told(entry).stream()).toList();
  }

  /** By the name it has below the first of the parents that let it through. */
  private Optional<Log> told(Entry entry) {
    SeriesFields fields = SeriesFields.of(entry.series());
    return asked.stream()
        .filter(each -> each.admits(fields))
        .findFirst()
        .map(by -> shown(by, entry));
  }

  private Log shown(Destination by, Entry entry) {
    Log log =
        SeriesFields.common(entry.series()).toBuilder()
            .mergeFrom(own(entry))
            .setName(by.name(entry.series().key()))
            .setBinKey(entry.series().key())
            .setTime(ProtoTimes.timestamp(entry.at()))
            .build();
    Mask all = Mask.all(Log.getDescriptor());
    return (Log) region.shown(reader, by.parent(), all).project(log);
  }

  private static Log own(Entry entry) {
    try {
      return Log.parseFrom(entry.own());
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("the logs hold what is no entry", broken);
    }
  }

  /** What the filter, and the bucket if there is one alone, say of the series. */
  private List<Set<String>> wanted() {
    List<Set<String>> wanted = new ArrayList<>();
    Filter filter = query.filter();
    filter.paths().stream()
        .filter(
            path -> INDEXED.contains(path.text()) || path.text().startsWith(SeriesFields.LABELS))
        .forEach(
            path ->
                filter
                    .among(path)
                    .filter(ScopeLogs::canBeStored)
                    .ifPresent(values -> wanted.add(traits(path.text(), values))));
    if (asked.size() == 1) {
      asked.getFirst().bucket().ifPresent(bucket -> wanted.addAll(bucket.wanted()));
    }
    return wanted;
  }

  /** What is not set is no trait, and the database takes no text with a zero in it. */
  private static boolean canBeStored(Set<Object> values) {
    return values.stream()
        .map(String::valueOf)
        .noneMatch(text -> text.isEmpty() || text.chars().anyMatch(Character::isISOControl));
  }

  private static Set<String> traits(String path, Set<Object> values) {
    return values.stream()
        .map(value -> SeriesFields.trait(path, String.valueOf(value)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
