package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Parts;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * More about how live a list is: position and last message of each region, and a way to ask anew.
 */
final class PillPopover {
  private final Div lines = Parts.div("ew-lines");

  /**
   * @param query what is shown when the popover opens
   */
  PillPopover(Component opener, Supplier<Optional<LiveQuery>> query, Runnable onResync) {
    Popover popover = new Popover();
    popover.setTarget(opener);
    popover.setPosition(PopoverPosition.BOTTOM_START);
    popover.setWidth("420px");
    popover.setAriaLabel(text("pill.title"));
    Parts.testId(popover, "live-popover");
    popover.add(
        Parts.div("ew-columns-head", Parts.span("semi", text("pill.title"))),
        lines,
        Parts.div(
            "row",
            Parts.small(
                Parts.button(
                    text("pill.resync"),
                    "refresh-cw",
                    "resync",
                    () -> {
                      onResync.run();
                      popover.close();
                    }))));
    popover.addOpenedChangeListener(
        changed -> {
          lines.removeAll();
          if (changed.isOpened()) {
            query.get().ifPresent(this::fill);
          }
        });
  }

  private void fill(LiveQuery query) {
    for (RegionState region : query.regions()) {
      String state = region.freshness().name().toLowerCase(Locale.ROOT);
      Div line = Parts.div("line", Parts.span("med", region.region()));
      line.add(Parts.span("t2", text("region.state." + state)));
      line.add(Parts.span("mono s12 t3", query.positions().getOrDefault(region.region(), "")));
      Span heard = Parts.span("end s12 t3", Age.since(region.lastMessage(), Age.Form.AGO));
      line.add(
          region.freshness() == LiveQuery.Freshness.LOST
              ? Parts.span("end s12 t3", text("count.held", number(region.rows())))
              : heard);
      lines.add(line);
    }
  }
}
