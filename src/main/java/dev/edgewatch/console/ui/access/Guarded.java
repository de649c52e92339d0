package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.ClosedControl;
import dev.edgewatch.console.ui.part.Icon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps controls of one action true to what a person may do. The click of a closed one says why.
 */
public final class Guarded {
  private final PageAccess page;
  private final Supplier<Verdict> answer;
  private final List<Component> controls = new ArrayList<>();
  private final Map<Component, ReasonPopover> reasons = new HashMap<>();

  Guarded(PageAccess page, Supplier<Verdict> answer) {
    this.page = page;
    this.answer = answer;
  }

  public Verdict verdict() {
    return answer.get();
  }

  /** Why it is denied, in a sentence or two. */
  public Optional<String> whyNot() {
    return verdict() instanceof Verdict.Denied denied
        ? Optional.of(AccessWords.reason(denied))
        : Optional.empty();
  }

  /** Does it, or says why it cannot be done. */
  public void act(Runnable action) {
    switch (verdict()) {
      case Verdict.Denied denied -> explain(denied);
      case Verdict.Granted _, Verdict.Open _ -> action.run();
    }
  }

  private void explain(Verdict.Denied denied) {
    reasons.values().forEach(ReasonPopover::close);
    new Explanation(page, this, denied).open();
  }

  /** Keeps a control true from now on. Its click has to go through {@link #act}. */
  public <C extends Component> C on(C control) {
    controls.add(control);
    if (control instanceof Button button) {
      Icon lock = new Icon("lock").prefix();
      lock.addClassName("ew-lock");
      button.getElement().appendChild(lock.getElement());
      reasons.put(button, new ReasonPopover(button, this::explain));
    }
    control.addAttachListener(attached -> draw(control));
    draw(control);
    return control;
  }

  void draw() {
    controls.forEach(this::draw);
  }

  private void draw(Component control) {
    Optional<String> why = whyNot();
    ClosedControl.draw(control, why.map(words -> words + " " + text("access.more")));
    ReasonPopover reason = reasons.get(control);
    if (reason != null) {
      reason.show(verdict());
    } else {
      control.getElement().setAttribute("title", why.orElse(""));
    }
  }
}
