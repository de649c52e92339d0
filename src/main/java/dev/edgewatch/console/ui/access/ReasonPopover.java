package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Parts;
import java.util.function.Consumer;

/**
 * Why a button cannot be used, in two sentences, for as long as the pointer or the focus is on it;
 * the whole explanation is one press away.
 */
final class ReasonPopover {
  private static final int HOVER_MILLIS = 300;

  private final Button button;
  private final Consumer<Verdict.Denied> onMore;
  private final Popover popover = new Popover();
  private Verdict shown = new Verdict.Open();

  /**
   * Shows nothing yet.
   *
   * @param onMore opens the whole explanation
   */
  ReasonPopover(Button button, Consumer<Verdict.Denied> onMore) {
    this.button = button;
    this.onMore = onMore;
    popover.addThemeName("ew-ink");
    popover.setPosition(PopoverPosition.BOTTOM_END);
    popover.setOpenOnClick(false);
    popover.setOpenOnFocus(true);
    popover.setOpenOnHover(true);
    popover.setHoverDelay(HOVER_MILLIS);
    popover.setFocusDelay(0);
    popover.setWidth("320px");
    Parts.testId(popover, "reason-popover");
  }

  void show(Verdict verdict) {
    if (verdict.equals(shown)) {
      return;
    }
    shown = verdict;
    switch (verdict) {
      case Verdict.Denied denied -> say(denied);
      case Verdict.Granted _, Verdict.Open _ -> {
        popover.close();
        popover.setTarget(null);
      }
    }
  }

  void close() {
    popover.close();
  }

  private void say(Verdict.Denied denied) {
    popover.removeAll();
    popover.setAriaLabel(text("access.title", Permissions.spoken(denied.permission())));
    popover.add(
        Parts.div(
            "semi",
            new Span(text("reason.takes") + " "),
            Parts.span("mono", Permissions.spoken(denied.permission()))),
        Parts.div("sub", new Span(AccessWords.nearest(denied))),
        Parts.small(Parts.button(text("reason.more"), "send", "reason-more", () -> more(denied))));
    popover.setTarget(button);
  }

  private void more(Verdict.Denied denied) {
    popover.close();
    onMore.accept(denied);
  }
}
