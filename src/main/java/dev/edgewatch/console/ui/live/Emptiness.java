package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.Refusal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Which of the truths behind an empty list holds. They are never mixed. */
enum Emptiness {
  /** Nothing is known yet, but an answer is on its way. */
  UNKNOWN,
  NONE_YET,
  NO_MATCH,
  NOT_ALLOWED,
  COULD_NOT_LOAD;

  /** What a picture of emptiness needs to know and may do. */
  record Around(
      ConsoleSession session,
      ListSpec spec,
      ListState state,
      LiveQuery query,
      DrainTimer timer,
      Consumer<String> onFilter,
      Runnable onTryNow) {}

  static Emptiness of(List<RegionState> regions, ListState state, LiveQuery.Counts counts) {
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
    return state.filter().isEmpty() || counts.nothing() ? NONE_YET : NO_MATCH;
  }

  /** What the grid shows in place of rows. */
  Component picture(Around around) {
    ListWords words = around.spec().words();
    return switch (this) {
      case UNKNOWN ->
          new EmptyState(
              "empty-loading", "refresh-cw", text("empty.loading"), text("empty.loading.sentence"));
      case NONE_YET -> new EmptyState("empty-none", "boxes", words.none(), words.noneSentence());
      case NO_MATCH -> new NoMatch(around);
      case NOT_ALLOWED -> around.spec().denied().get();
      case COULD_NOT_LOAD -> couldNotLoad(around);
    };
  }

  private static EmptyState couldNotLoad(Around around) {
    List<RegionState> regions = around.query().regions();
    String why =
        regions.stream()
            .map(RegionState::problem)
            .flatMap(Optional::stream)
            .findFirst()
            .map(Refusal::message)
            .orElse("");
    EmptyState state =
        new EmptyState(
                "empty-failed",
                "activity",
                text("empty.failed"),
                around.spec().words().failed() + " " + why,
                Parts.button(text("strip.try"), "rotate-cw", "empty-retry", around.onTryNow()),
                copyDetails(regions))
            .hatched();
    regions.stream()
        .map(RegionState::nextTry)
        .flatMap(Optional::stream)
        .min(Comparator.<Instant>naturalOrder())
        .ifPresent(
            at -> state.below(Parts.span("s12 t3", text("empty.next") + " "), Age.until(at)));
    return state;
  }

  private static Component copyDetails(List<RegionState> regions) {
    String details =
        String.join(
            "\n",
            regions.stream()
                .map(
                    region ->
                        region.region() + ": " + region.problem().map(Refusal::message).orElse(""))
                .toList());
    var copy = Parts.button(text("empty.details"), "copy", "empty-details", () -> {});
    copy.getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText($0))", details);
    return copy;
  }
}
