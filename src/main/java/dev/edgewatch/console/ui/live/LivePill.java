package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a list is live, where it can be. One lost region does not turn it: that is what the
 * strip is for. Read aloud when the state changes, never for its age.
 */
final class LivePill extends Composite<Span> {
  private final NativeButton words = new NativeButton();
  private @Nullable Shown shown;

  enum State {
    LIVE,
    CATCHING,
    BEHIND,
    OFFLINE,
    PAUSED
  }

  /**
   * @param since the age that stands beside the word; empty for none
   */
  private record Shown(State state, Optional<Instant> since) {}

  LivePill() {
    getContent().getElement().setAttribute("role", "status");
    getContent().addClassName("ew-pill");
    getContent().add(words);
    Parts.testId(words, "live-state");
  }

  /** What opens more about the regions. */
  Component opener() {
    return words;
  }

  void show(List<RegionState> regions, @Nullable Instant pausedAt) {
    State now = pausedAt == null ? of(regions) : State.PAUSED;
    Shown next = new Shown(now, since(now, regions, pausedAt));
    if (next.equals(shown)) {
      return;
    }
    shown = next;
    String word = now.name().toLowerCase(Locale.ROOT);
    words.setClassName("ew-live " + word);
    words.getElement().setAttribute("data-state", word);
    words.removeAll();
    words.add(picture(now), new Span(text("live." + word)));
    next.since()
        .ifPresent(
            since ->
                words.add(
                    quiet(Age.since(since, now == State.OFFLINE ? Age.Form.TIME : Age.Form.AGE))));
  }

  private static Optional<Instant> since(
      State state, List<RegionState> regions, @Nullable Instant pausedAt) {
    Stream<RegionState> all = regions.stream();
    return switch (state) {
      case LIVE, CATCHING -> Optional.empty();
      case BEHIND ->
          all.filter(region -> region.freshness() == Freshness.BEHIND)
              .map(RegionState::lastMessage)
              .min(Comparator.naturalOrder());
      case OFFLINE ->
          all.filter(region -> region.freshness() == Freshness.LOST)
              .map(RegionState::since)
              .min(Comparator.naturalOrder());
      case PAUSED -> Optional.ofNullable(pausedAt);
    };
  }

  static State of(List<RegionState> regions) {
    List<Freshness> allowed =
        regions.stream().map(RegionState::freshness).filter(Freshness::takesPart).toList();
    if (!allowed.isEmpty() && allowed.stream().allMatch(one -> one == Freshness.LOST)) {
      return State.OFFLINE;
    }
    if (allowed.contains(Freshness.BEHIND)) {
      return State.BEHIND;
    }
    return allowed.contains(Freshness.CATCHING_UP) || allowed.isEmpty()
        ? State.CATCHING
        : State.LIVE;
  }

  private static Component picture(State state) {
    return switch (state) {
      case LIVE -> Parts.span("dot", "");
      case CATCHING -> new Icon("refresh-cw");
      case BEHIND -> new Icon("clock-alert");
      case OFFLINE -> new Icon("unplug");
      case PAUSED -> new Icon("pause");
    };
  }

  /** Ages tick; a screen reader is told of the state only. */
  private static Component quiet(Age age) {
    age.addClassName("t2");
    age.getElement().setAttribute("aria-hidden", "true");
    return age;
  }
}
