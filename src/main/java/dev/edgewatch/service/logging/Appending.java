package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.store.Logs.Entry;
import dev.edgewatch.store.Logs.Series;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes the logs of one call: those that are as they should be are on disk when it returns. */
final class Appending {
  private final Region region;
  private final Descriptors descriptors;

  Appending(Region region) {
    this.region = region;
    this.descriptors = new Descriptors(region);
  }

  /**
   * What became of the logs, by their number in the call.
   *
   * @param keys of those that were taken
   * @param refused the others
   */
  record Outcome(Map<Integer, String> keys, Map<Integer, Refusal> refused) {}

  /** Refuses as a whole what is too much, and what the database does not take. */
  Outcome append(Destination destination, List<Log> logs) {
    LogLimits.requireFew(logs.size());
    Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>());
    Entries entries = new Entries(region, destination, known(destination, logs));
    Set<String> admitted = new HashSet<>();
    List<Entry> taken = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      try {
        Entry entry = entries.of(logs.get(i));
        if (!admitted.contains(entry.series().key())) {
          admit(destination, entry.series());
          admitted.add(entry.series().key());
        }
        taken.add(entry);
        outcome.keys.put(i, entry.series().key());
      } catch (RefusalException refused) {
        outcome.refused.put(i, refused.refusal());
      }
    }
    region.logs().append(entries.apart(taken));
    return outcome;
  }

  private void admit(Destination destination, Series series) {
    SeriesFields fields = SeriesFields.of(series);
    descriptors.require(fields);
    destination.requireAdmitted(fields);
  }

  /** Series of which the logs tell the key alone. */
  private Map<String, Series> known(Destination destination, List<Log> logs) {
    Set<String> keys =
        logs.stream()
            .filter(log -> log.getLogDescriptor().isEmpty())
            .map(Entries::key)
            .filter(SeriesFields::isKey)
            .collect(Collectors.toSet());
    return keys.isEmpty()
        ? Map.of()
        : region.logs().series(destination.scope(), keys).stream()
            .collect(Collectors.toMap(Series::key, Function.identity()));
  }
}
