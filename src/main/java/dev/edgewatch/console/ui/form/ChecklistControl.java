package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Several of few things there are, by what people call them. What is in the list and is none of
 * them stays until somebody takes it out.
 */
final class ChecklistControl implements Control {
  private final Supplier<List<Offer>> offers;
  private final Runnable onChange;
  private final Picked picked = new Picked();
  private final Div frame = Parts.div("ew-checklist");

  /**
   * @param offers those there are now; asked each time the list is drawn
   */
  ChecklistControl(Supplier<List<Offer>> offers, String label, Runnable onChange) {
    this.offers = offers;
    this.onChange = onChange;
    frame.getElement().setAttribute("role", "group");
    frame.getElement().setAttribute("aria-label", label);
  }

  @Override
  public Component component() {
    return frame;
  }

  @Override
  public void show(List<Object> values) {
    picked.show(values);
    draw();
  }

  @Override
  public Optional<List<Object>> values() {
    return Optional.of(picked.values());
  }

  private void draw() {
    List<Offer> drawn = all();
    frame.removeAll();
    drawn.forEach(offer -> frame.add(box(offer)));
    if (drawn.isEmpty()) {
      frame.add(Parts.span("t3 s13", text("checklist.none")));
    }
  }

  private List<Offer> all() {
    List<Offer> all = new ArrayList<>(offers.get());
    Set<String> known = all.stream().map(Offer::value).collect(Collectors.toSet());
    picked.seen().stream()
        .filter(value -> !known.contains(value))
        .forEach(value -> all.add(new Offer(value, value, text("checklist.unknown"))));
    return all;
  }

  private Component box(Offer offer) {
    Checkbox box = new Checkbox(picked.has(offer.value()));
    Span label = Parts.span("row gap6", new Span(offer.title()));
    if (!offer.detail().isEmpty()) {
      label.add(Parts.span("t3 s12", offer.detail()));
    }
    box.setLabelComponent(label);
    box.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            picked.set(offer.value(), changed.getValue());
            onChange.run();
          }
        });
    return Parts.testId(box, "check-" + offer.value());
  }
}
