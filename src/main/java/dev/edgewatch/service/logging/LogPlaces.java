package dev.edgewatch.service.logging;

import dev.edgewatch.service.timeline.Places;
import dev.edgewatch.service.timeline.Times;
import dev.edgewatch.store.Logs.Place;
import java.time.Instant;
import java.util.Map;

/**
 * Places of entries of logs. Those of one series and time share one, of which there are few, so
 * pages have about the size that was asked for also when many devices log in the same second.
 */
final class LogPlaces implements Places<Place> {
  private static final String KEY = "key";

  @Override
  public Place first(Instant time) {
    return Place.first(time);
  }

  @Override
  public Map<String, String> told(Place place) {
    return Map.of(Times.BEFORE, place.at().toString(), KEY, place.key());
  }

  @Override
  public Place read(Map<String, String> told) {
    String key = told.getOrDefault(KEY, "");
    if (!key.isEmpty() && !SeriesFields.isKey(key)) {
      throw new IllegalArgumentException("no key of a series");
    }
    return new Place(Times.in(told), key);
  }
}
