package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;

/** Which of the truths behind an empty list holds. They are never mixed. */
enum Emptiness {
  /** Nothing is known yet, but an answer is on its way. */
  UNKNOWN,
  NONE_YET,
  NO_MATCH,
  NOT_ALLOWED,
  COULD_NOT_LOAD;

  static Emptiness of(List<RegionState> regions, ListState state) {
    List<Freshness> all =
        regions.stream()
            .map(RegionState::freshness)
            .filter(one -> one.takesPart() || one == Freshness.FORBIDDEN)
            .toList();
    if (all.isEmpty() || all.contains(Freshness.CATCHING_UP)) {
      return UNKNOWN;
    }
    if (all.stream().allMatch(one -> one == Freshness.FORBIDDEN)) {
      return NOT_ALLOWED;
    }
    if (all.stream().noneMatch(Freshness::answers)) {
      return COULD_NOT_LOAD;
    }
    return state.filter().isEmpty() ? NONE_YET : NO_MATCH;
  }

  /** What the grid shows in place of rows. */
  Component picture(String list, LiveQuery.Counts counts, Runnable clearFilter, Runnable tryNow) {
    return switch (this) {
      case UNKNOWN ->
          new EmptyState(
              "empty-loading", "refresh-cw", text("empty.loading"), text("empty.loading.sentence"));
      case NONE_YET ->
          new EmptyState("empty-none", "cpu", text(list + ".none"), text(list + ".none.sentence"));
      case NO_MATCH ->
          new EmptyState(
              "empty-match",
              "filter-x",
              text(list + ".nomatch", counts.all()),
              text("empty.nomatch.sentence"),
              Parts.button(text("empty.clear"), "filter-x", "empty-clear", clearFilter));
      case NOT_ALLOWED ->
          new EmptyState(
              "empty-denied", "lock", text(list + ".denied"), text(list + ".denied.sentence"));
      case COULD_NOT_LOAD ->
          new EmptyState(
                  "empty-failed",
                  "activity",
                  text("empty.failed"),
                  text(list + ".failed.sentence"),
                  Parts.button(text("strip.try"), "rotate-cw", "empty-retry", tryNow))
              .hatched();
    };
  }
}
