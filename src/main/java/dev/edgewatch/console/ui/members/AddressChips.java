package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Parts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** E-mail addresses, typed or pasted, each as a chip once it is complete. */
final class AddressChips extends Composite<Div> {
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;.]+");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

  private final TextField field = new TextField(text("invite.people"));
  private final Div chips = Parts.div("ew-addresses");
  private final Div notes = Parts.div("t3 s12");
  private final Set<String> addresses = new LinkedHashSet<>();
  private final Function<String, String> note;
  private final Runnable onChange;

  /**
   * Starts empty.
   *
   * @param note what is worth knowing about an address; empty for nothing
   */
  AddressChips(Function<String, String> note, Runnable onChange) {
    this.note = note;
    this.onChange = onChange;
    field.setPlaceholder(text("invite.people.placeholder"));
    field.setHelperText(text("invite.people.help"));
    field.setRequiredIndicatorVisible(true);
    field.setWidthFull();
    field.addValueChangeListener(
        typed -> {
          if (typed.isFromClient()) {
            take();
          }
        });
    field.addKeyDownListener(Key.ENTER, key -> take());
    Parts.testId(field, "invite-people");
    Parts.testId(chips, "invite-addresses");
    getContent().addClassName("col");
    getContent().add(field, chips, notes);
  }

  /** Makes chips of what is complete; what is not stays in the field, with the reason. */
  private void take() {
    StringBuilder left = new StringBuilder();
    for (String word : SEPARATORS.split(field.getValue().strip(), -1)) {
      if (ADDRESS.matcher(word).matches()) {
        addresses.add(word.toLowerCase(Locale.ROOT));
      } else if (!word.isEmpty()) {
        left.append(left.isEmpty() ? "" : " ").append(word);
      }
    }
    field.setValue(left.toString());
    field.setInvalid(!left.isEmpty());
    field.setErrorMessage(text("invite.people.unreadable", left));
    draw();
    onChange.run();
  }

  private void draw() {
    chips.removeAll();
    notes.removeAll();
    for (String address : addresses) {
      Span chip = Parts.span("ew-address", Face.of(address), new Span(address));
      chip.add(
          Parts.iconButton(
              text("invite.people.remove", address),
              "x",
              "invite-remove-" + address,
              () -> {
                remove(address);
                onChange.run();
              }));
      chips.add(chip);
      String words = note.apply(address);
      if (!words.isEmpty()) {
        notes.add(Parts.div("", new Span(words)));
      }
    }
  }

  void add(String address) {
    addresses.add(address.toLowerCase(Locale.ROOT));
    draw();
  }

  void remove(String address) {
    addresses.remove(address);
    draw();
  }

  List<String> addresses() {
    return List.copyOf(addresses);
  }

  /** Says beside the field what is missing; whether nothing is. */
  boolean isComplete() {
    if (!field.isEmpty()) {
      take();
    }
    if (field.isEmpty() && addresses.isEmpty()) {
      field.setInvalid(true);
      field.setErrorMessage(text("invite.people.missing"));
    }
    return field.isEmpty() && !addresses.isEmpty();
  }

  void focus() {
    field.focus();
  }
}
