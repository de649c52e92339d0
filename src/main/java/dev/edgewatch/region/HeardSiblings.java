package dev.edgewatch.region;

import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.HeardRegions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each of the other regions said last that the copies here are current of what it says about
 * access; tells the index once a second whose rows count. A region counts as heard when every one
 * of its streams was, because the one that says nothing may be the one with the revocation. In the
 * beginning all count, for as long as silence is borne: a region that was just started has had no
 * time to hear anybody. Of what this region owns itself its own database has to be heard, and as
 * long as it cannot be told who says who people are, nobody was. Measured by a clock that nobody
 * sets. Thread-safe.
 */
final class HeardSiblings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeardSiblings.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final String here;
  private final Duration longest;
  private final AccessIndex access;
  private final Supplier<String> accessRegion;
  private final Supplier<Duration> ownSilence;
  private final LongSupplier nanos;
  private final long started;
  private final Map<String, List<Stream>> streams = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Runnable stop;

  /**
   * @param longest for how long a region may be silent
   * @param accessRegion id of the region that controls the access service, asked each time
   * @param ownSilence for how long nothing was heard from this region's own database
   * @param nanos see {@link System#nanoTime}
   */
  HeardSiblings(
      String here,
      Duration longest,
      AccessIndex access,
      Supplier<String> accessRegion,
      Supplier<Duration> ownSilence,
      RegionTimer timer,
      LongSupplier nanos) {
    this.here = here;
    this.longest = longest;
    this.access = access;
    this.accessRegion = accessRegion;
    this.ownSilence = ownSilence;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    this.stop = timer.every(EVERY, this::lookBeside);
  }

  /** One of the streams by which a region says what it owns. */
  final class Stream {
    private volatile long heard = started;

    /** What was said so far is true there now, and known here to who decides. */
    void heard() {
      heard = nanos.getAsLong();
    }

    private boolean isSilent(long now) {
      return now - heard > longest.toNanos();
    }
  }

  /** Another stream of a region; until it is heard for the first time, it was at the start. */
  Stream stream(String sibling) {
    Stream stream = new Stream();
    streams.computeIfAbsent(sibling, any -> new CopyOnWriteArrayList<>()).add(stream);
    return stream;
  }

  /** The region is not listened to any more. */
  void forget(String sibling) {
    streams.remove(sibling);
  }

  /**
   * Not on the timer's thread, for which deadlines and heartbeats wait: it may take a while to find
   * out who controls access, and to ask all open streams again. Once at a time.
   */
  private void lookBeside() {
    if (looking.compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            try {
              look();
            } finally {
              looking.set(false);
            }
          });
    }
  }

  private void look() {
    try {
      long now = nanos.getAsLong();
      if (now - started > longest.toNanos()) {
        say(now);
      }
    } catch (RuntimeException unexpected) {
      LOG.error("which regions were heard could not be told", unexpected);
    }
  }

  private void say(long now) {
    Set<String> heard = new HashSet<>();
    Set<String> silent = new HashSet<>();
    streams.forEach((sibling, all) -> (isSilent(all, now) ? silent : heard).add(sibling));
    (ownSilence.get().compareTo(longest) > 0 ? silent : heard).add(here);
    access.heard(new HeardRegions(here, heard, silent, controlling(), longest));
  }

  private Optional<String> controlling() {
    try {
      return Optional.of(accessRegion.get());
    } catch (RuntimeException unknown) {
      LOG.error("which region controls access could not be told", unknown);
      return Optional.empty();
    }
  }

  private static boolean isSilent(Collection<Stream> all, long now) {
    return all.stream().anyMatch(stream -> stream.isSilent(now));
  }

  @Override
  public void close() {
    stop.run();
  }
}
