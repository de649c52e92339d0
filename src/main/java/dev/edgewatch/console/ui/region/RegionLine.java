package dev.edgewatch.console.ui.region;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.bff.RegionControl;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.NextTry;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One region in the table: name, state, devices, where its deployment answers, and in the demo a
 * switch.
 */
final class RegionLine extends Composite<Div> {
  private final Environment.Region region;
  private final Optional<RegionControl> control;
  private final Consumer<String> onRetry;
  private final Runnable onSwitched;
  private final Span mark;
  private final Div state = Parts.div("cell");
  private final Div rows = Parts.div("cell num");
  private final Div acts = Parts.div("cell acts");
  private final NextTry next = new NextTry("t3 s12");
  private @Nullable Age heard;
  private @Nullable Freshness drawn;
  private Optional<Boolean> drawnRunning = Optional.empty();
  private boolean working;

  RegionLine(
      Environment.Region region,
      RegionMarks marks,
      Optional<RegionControl> control,
      Consumer<String> onRetry,
      Runnable onSwitched) {
    this.region = region;
    this.control = control;
    this.onRetry = onRetry;
    this.onSwitched = onSwitched;
    mark = marks.mark(region.id());
    getContent().addClassName("line");
    getContent().getElement().setAttribute("role", "row");
    Parts.testId(this, "region-row-" + region.id());
    Div name = Parts.div("cell", mark, Parts.span("t3 s12", region.location()));
    Span endpoint =
        region.endpoint().isEmpty()
            ? Parts.span("t3", text("none.yet"))
            : Parts.span("mono s12", region.endpoint());
    getContent().add(name, state, rows, Parts.div("cell", endpoint), acts);
  }

  static Div header() {
    Div header = Parts.div("line head");
    for (String key : new String[] {"region", "state", "devices", "endpoint", "acts"}) {
      header.add(Parts.div("cell", new Span(text("regions." + key))));
    }
    header.getElement().setAttribute("role", "row");
    return header;
  }

  /** Draws no button anew that may just be pressed: the press would be lost. */
  void show(Optional<RegionState> shown) {
    rows.setText(shown.map(one -> number(one.rows())).orElse(""));
    Freshness freshness = shown.map(RegionState::freshness).orElse(Freshness.CATCHING_UP);
    if (freshness != drawn) {
      drawn = freshness;
      draw(freshness, shown);
    }
    if (heard != null && shown.isPresent()) {
      heard.setSince(shown.get().lastMessage());
    }
    next.show(shown.flatMap(RegionState::nextTry));
    control.ifPresent(this::showSwitch);
  }

  private void showSwitch(RegionControl regions) {
    if (working) {
      return;
    }
    Optional<Boolean> running = Optional.of(regions.running().contains(region.id()));
    if (!running.equals(drawnRunning)) {
      drawnRunning = running;
      acts.removeAll();
      acts.add(
          running.get()
              ? button("stop", "unplug", () -> regions.stop(region.id()))
              : button("start", "play", () -> regions.start(region.id())));
    }
  }

  private Component button(String act, String icon, Runnable action) {
    return Parts.small(
        Parts.button(
            text("regions." + act), icon, "region-" + act + "-" + region.id(), () -> run(action)));
  }

  private void draw(Freshness freshness, Optional<RegionState> shown) {
    boolean lost = freshness == Freshness.LOST;
    getContent().getElement().setAttribute("data-state", freshness.name().toLowerCase(Locale.ROOT));
    getContent().getElement().getClassList().set("held", lost);
    mark.getElement().getClassList().set("lost", lost);
    state.removeAll();
    heard = null;
    state.add(word(freshness));
    shown.ifPresent(
        one -> {
          if (lost) {
            state.add(
                Parts.span("why", text("since") + " "),
                Age.since(one.since(), Age.Form.TIME),
                next,
                tryNow());
          } else if (freshness.answers()) {
            heard = Age.since(one.lastMessage(), Age.Form.AGO);
            heard.addClassNames("t3", "s12");
            state.add(heard);
          }
        });
  }

  private Component tryNow() {
    NativeButton now = new NativeButton(text("strip.try"), click -> onRetry.accept(region.id()));
    now.addClassName("ew-link");
    return now;
  }

  private static Span word(Freshness freshness) {
    return switch (freshness) {
      case LIVE -> status("connected", freshness);
      case CATCHING_UP -> status("waiting", freshness);
      case BEHIND -> status("limited", freshness);
      case LOST -> status("unknown", freshness);
      case FORBIDDEN -> status("blocked", freshness);
      case NOT_DEPLOYED, NOT_IN_PROJECT -> status("never", freshness);
    };
  }

  private static Span status(String style, Freshness freshness) {
    Span words = new Span(text("region.state." + freshness.name().toLowerCase(Locale.ROOT)));
    return Parts.span("ew-st " + style, new Icon("status-" + style), words);
  }

  /**
   * Stopping and starting blocks, so it runs apart from the page; the watch shows what came of it.
   */
  private void run(Runnable action) {
    working = true;
    acts.removeAll();
    acts.add(Parts.span("t3 s12", text("regions.working")));
    UI ui = UI.getCurrentOrThrow();
    Thread.startVirtualThread(
        () -> {
          try {
            action.run();
          } finally {
            ui.access(
                () -> {
                  working = false;
                  drawnRunning = Optional.empty();
                  onSwitched.run();
                });
          }
        });
  }
}
