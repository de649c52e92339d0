package dev.edgewatch.console.bff;

import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.resource.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh one region of a live list is; outlives the single watches. Guarded by the list's lock.
 */
final class RegionHealth {
  /**
   * A region that says nothing for this long is behind; it promises a sign of life every five
   * seconds.
   */
  static final Duration SILENCE = Duration.ofSeconds(10);

  private static final int SECONDS_COUNTED = 7;

  private final Clock clock;
  private final int[] perSecond = new int[SECONDS_COUNTED];
  private long countedSecond;
  private Freshness freshness = Freshness.CATCHING_UP;
  private Instant since;
  private Instant lastMessage;
  private @Nullable Instant disconnectedAt;
  private @Nullable Instant nextTry;
  private @Nullable Refusal problem;

  RegionHealth(Clock clock) {
    this.clock = clock;
    this.since = clock.instant();
    this.lastMessage = since;
  }

  Freshness freshness() {
    return freshness;
  }

  /** Since when the region's rows are last known values; empty while they are not. */
  Optional<Instant> heldSince() {
    return freshness == Freshness.LOST ? Optional.of(since) : Optional.empty();
  }

  void heard() {
    advance();
    perSecond[index(countedSecond)]++;
    lastMessage = clock.instant();
    disconnectedAt = null;
    nextTry = null;
    problem = null;
    become(Freshness.LIVE, lastMessage);
  }

  /** The stream ended. A region is lost with the second failure after it was last heard. */
  void disconnected(Refusal refusal) {
    boolean first = disconnectedAt == null;
    if (disconnectedAt == null) {
      disconnectedAt = clock.instant();
    }
    problem = refusal;
    boolean mayNot =
        refusal instanceof Refusal.Denied || refusal instanceof Refusal.Unauthenticated;
    if (mayNot || refusal instanceof Refusal.NotFound) {
      become(Freshness.FORBIDDEN, disconnectedAt);
    } else if (!first) {
      become(Freshness.LOST, disconnectedAt);
    }
  }

  void nextTryAt(Instant instant) {
    nextTry = instant;
  }

  /** Says whether silence made the region fall behind just now. */
  boolean noticeSilence() {
    if (freshness == Freshness.LIVE && lastMessage.plus(SILENCE).isBefore(clock.instant())) {
      become(Freshness.BEHIND, lastMessage);
      return true;
    }
    return false;
  }

  /** The region is not asked any more. */
  void absent(RegionRoster.Absence why) {
    problem = null;
    nextTry = null;
    become(
        switch (why) {
          case NOT_DEPLOYED -> Freshness.NOT_DEPLOYED;
          case NOT_IN_PROJECT -> Freshness.NOT_IN_PROJECT;
        },
        clock.instant());
  }

  /**
   * @param rows of the region in the list
   * @param known rows of the region as it last said
   */
  LiveQuery.RegionState state(String region, long rows, long known) {
    advance();
    List<Integer> recent = new ArrayList<>(SECONDS_COUNTED);
    for (int age = SECONDS_COUNTED - 1; age >= 0; age--) {
      recent.add(perSecond[index(countedSecond - age)]);
    }
    return new LiveQuery.RegionState(
        region,
        freshness,
        rows,
        known,
        lastMessage,
        since,
        Optional.ofNullable(nextTry),
        recent,
        Optional.ofNullable(problem));
  }

  private void become(Freshness next, Instant at) {
    if (freshness != next) {
      freshness = next;
      since = at;
    }
  }

  private void advance() {
    long second = clock.instant().getEpochSecond();
    if (second - countedSecond >= SECONDS_COUNTED) {
      java.util.Arrays.fill(perSecond, 0);
    } else {
      for (long passed = countedSecond + 1; passed <= second; passed++) {
        perSecond[index(passed)] = 0;
      }
    }
    countedSecond = Math.max(second, countedSecond);
  }

  private static int index(long second) {
    return (int) Math.floorMod(second, (long) SECONDS_COUNTED);
  }
}
