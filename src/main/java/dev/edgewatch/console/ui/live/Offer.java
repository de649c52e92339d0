package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.resource.filter.Completions;

/** Something the filter bar offers while somebody types. */
sealed interface Offer {

  /** What may be typed next. */
  record Next(Completions.Suggestion suggestion) implements Offer {}

  /**
   * A whole condition that can be had straight away.
   *
   * @param condition contract language
   * @param shown the part that distinguishes it
   */
  record Condition(String condition, String shown) implements Offer {}

  /** A row in which the typed words occur. */
  record Found(LiveRow row) implements Offer {}
}
