package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
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
import org.jspecify.annotations.Nullable;

/**
 * Says in a word whether the list is live. One lost region does not turn it: the list is live where
 * it can be.
 */
final class LivePill extends Composite<Span> {
  private @Nullable State state;

  enum State {
    LIVE,
    CATCHING,
    BEHIND,
    OFFLINE,
    PAUSED
  }

  LivePill() {
    getContent().getElement().setAttribute("role", "status");
    Parts.testId(this, "live-state");
  }

  void show(List<RegionState> regions, @Nullable Instant pausedAt) {
    State now = pausedAt == null ? of(regions) : State.PAUSED;
    if (now == state) {
      return;
    }
    state = now;
    String word = now.name().toLowerCase(Locale.ROOT);
    getContent().setClassName("ew-live " + word);
    getContent().getElement().setAttribute("data-state", word);
    getContent().removeAll();
    getContent().add(picture(now), new Span(text("live." + word)));
    if (pausedAt != null) {
      getContent().add(quiet(Age.since(pausedAt, Age.Form.AGE)));
    } else if (now == State.OFFLINE) {
      regions.stream()
          .map(RegionState::since)
          .min(Comparator.naturalOrder())
          .ifPresent(since -> getContent().add(Age.since(since, Age.Form.TIME)));
    }
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
