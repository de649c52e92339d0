package dev.edgewatch.iam;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which regions have said lately that the copies of their rows are current: by what the others said
 * long ago nobody is let in, because it may have been taken back meanwhile. Immutable.
 *
 * @param here id of this region, which hears of what it owns from its own database
 * @param regions ids of those that were heard
 * @param silent ids of those that are there and were not
 * @param access id of the region that controls the access service and says who everybody is; empty
 *     when that is not known
 * @param longest for how long they may be silent
 */
public record HeardRegions(
    String here,
    Set<String> regions,
    Set<String> silent,
    Optional<String> access,
    Duration longest) {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  public HeardRegions {
    regions = Set.copyOf(regions);
    silent = Set.copyOf(silent);
  }

  /** Whether what a region owns counts; what has no owner is of the region it is in. */
  boolean counts(String owner) {
    return regions.contains(owner.isEmpty() ? here : owner);
  }

  /** Whether it is known who everybody is. */
  boolean knowsPeople() {
    return access.filter(this::counts).isPresent();
  }

  /** What callers are told who are let in only by what does not count. */
  RefusalException refusal() {
    return new Refusal.Unavailable(
            "ACCESS_UNCONFIRMED",
            "region "
                + here
                + " has not heard from "
                + missing()
                + " for more than "
                + longest.toSeconds()
                + " s, so it does not know whether you still may do this; it goes on when they are"
                + " connected again",
            AGAIN)
        .exception();
  }

  private String missing() {
    if (silent.contains(here)) {
      return "its own database";
    }
    if (!knowsPeople()) {
      return access.map("region "::concat).orElse("the region that controls access");
    }
    return silent.isEmpty()
        ? "a region that is not there any more"
        : "region " + String.join(", ", new TreeSet<>(silent));
  }
}
