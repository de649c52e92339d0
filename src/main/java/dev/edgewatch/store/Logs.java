package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What programs and devices have logged in a region, for as long as it is kept. Appended and read,
 * never changed, and no part of the change feed. Thread-safe; methods block.
 */
public interface Logs {

  /**
   * Adds entries, all of them or none; they are on disk and found when this returns. Waits while
   * others append, and refuses with RESOURCE_EXHAUSTED what would wait for too long.
   */
  void append(List<Entry> entries);

  /** The series of a scope that have these keys. */
  List<Series> series(String scope, Collection<String> keys);

  /** Entries, newest first. */
  List<Entry> newest(Section section);

  /** How long an entry is kept, counted from its time. */
  Duration kept();

  /**
   * What many entries have in common, kept once.
   *
   * @param scope {@code projects/fleet}, an organization or a service
   * @param key made of all the rest, the same for the same series in every region
   * @param traits what it is found by, {@code service=devices.edgelq.com}; see {@link Section}
   * @param common encoded
   */
  record Series(String scope, String key, Set<String> traits, ByteString common) {
    public Series {
      traits = Set.copyOf(traits);
    }
  }

  /**
   * An entry.
   *
   * @param at in microseconds
   * @param own what it does not share with its series, encoded
   */
  record Entry(Series series, Instant at, ByteString own) {
    public Place place() {
      return new Place(at, series.key());
    }
  }

  /**
   * Where entries stand among all of all regions: by their time, and at the same time by their
   * series (contract gap F10).
   */
  record Place(Instant at, String key) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::at).thenComparing(Place::key);

    /** Before all that is at that time. */
    public static Place first(Instant at) {
      return new Place(at, "");
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What is asked for.
   *
   * @param wanted of each of these sets a series has one of the traits, as far as that helps to
   *     find it: more may be answered
   * @param from the earliest time, inclusive
   * @param before exclusive
   * @param atMost how many, 1 or more; more are answered when the last ones share their place
   */
  record Section(String scope, List<Set<String>> wanted, Instant from, Place before, int atMost) {}
}
