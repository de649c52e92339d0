package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.dom.Element;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import java.util.List;
import java.util.Locale;

/**
 * What the page tells a robot, on the element of a grid: {@code data-state}, {@code data-waiting},
 * {@code data-position-<region>}, and {@code data-settled}, which is true when nothing waits, every
 * region that answers is current and all that is looked at is loaded. {@code settled.ts} sums it up
 * for the whole page on the root element.
 */
@JsModule("./settled.ts")
final class RobotMarks {
  private static final List<Freshness> UNSETTLED = List.of(Freshness.CATCHING_UP, Freshness.BEHIND);

  private RobotMarks() {}

  static void set(Element element, Glance list, LivePill.State state, Loaded loaded) {
    boolean current =
        list.regions().stream().noneMatch(region -> UNSETTLED.contains(region.freshness()));
    boolean settled =
        current && list.pending() == 0 && loaded == Loaded.ALL && !list.regions().isEmpty();
    element.setAttribute("data-state", state.name().toLowerCase(Locale.ROOT));
    element.setAttribute("data-waiting", String.valueOf(list.pending()));
    element.setAttribute("data-settled", String.valueOf(settled));
    list.positions()
        .forEach((region, position) -> element.setAttribute("data-position-" + region, position));
  }

  /** What is shown is not what was asked for any more. */
  static void unsettle(Element element) {
    element.setAttribute("data-settled", "false");
  }

  /** How much of what is looked at is there. */
  enum Loaded {
    ALL,
    PARTLY
  }
}
