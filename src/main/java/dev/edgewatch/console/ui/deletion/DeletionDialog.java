package dev.edgewatch.console.ui.deletion;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.Question;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Asks whether resources should be deleted, with what that takes. Of what holds everything else the
 * id has to be typed.
 */
public final class DeletionDialog {
  private static final int LISTED = 5;

  /** Types of which one deletion may take thousands of others. */
  private static final Set<String> TYPED =
      Set.of("iam.edgelq.com/Project", "iam.edgelq.com/Organization", "meta.goten.com/Region");

  private final Deletion deletion;
  private final Question question;
  private final TextField typed = new TextField();

  /**
   * What is deleted.
   *
   * @param names of one or more resources of the type
   * @param effect what their deletion means
   * @param act words of the button
   */
  public record Deletion(ResourceType type, List<String> names, String effect, String act) {}

  /**
   * @param onConfirm called when somebody wants it to be done
   */
  public DeletionDialog(
      ConsoleSession session, DrainTimer timer, Deletion deletion, Runnable onConfirm) {
    this.deletion = deletion;
    ResourceType type = deletion.type();
    List<String> names = deletion.names();
    List<Component> consequences = new ArrayList<>();
    consequences.add(new Span(sentence()));
    consequences.add(new DeletionPreview(session, timer, type, names));
    if (type.declaration().getAsyncDelete()) {
      consequences.add(Parts.span("t2 s13", text("deletion.steps")));
    }
    if (isTyped()) {
      consequences.add(typed);
    }
    question =
        new Question(
            names.size() == 1
                ? text("resource.delete.one", id())
                : text("resource.delete.many", names.size(), TypeNames.many(type)),
            names.size(),
            deletion.act(),
            () -> {
              if (mayBeDone()) {
                onConfirm.run();
              }
            },
            consequences.toArray(Component[]::new));
    if (isTyped()) {
      askForId(question.confirm());
    }
  }

  public void open() {
    if (isTyped()) {
      question.open(typed);
    } else {
      question.open();
    }
  }

  private void askForId(Button confirm) {
    typed.setLabel(text("deletion.type", id()));
    typed.setValueChangeMode(ValueChangeMode.EAGER);
    typed.setWidthFull();
    typed.addValueChangeListener(changed -> confirm.setEnabled(mayBeDone()));
    Parts.testId(typed, "deletion-typed");
    confirm.setEnabled(false);
  }

  private boolean isTyped() {
    return deletion.names().size() == 1 && TYPED.contains(deletion.type().fullName());
  }

  private String id() {
    return TypeNames.id(deletion.names().getFirst());
  }

  /** The browser may send anything. */
  private boolean mayBeDone() {
    return !isTyped() || typed.getValue().strip().equals(id());
  }

  private String sentence() {
    List<String> names = deletion.names();
    return names.size() == 1 ? deletion.effect() : listed(names) + deletion.effect();
  }

  private static String listed(List<String> names) {
    List<String> ids = names.stream().map(TypeNames::id).limit(LISTED).toList();
    String more = names.size() > ids.size() ? text("and.more", names.size() - ids.size()) : "";
    return String.join(", ", ids) + more + ". ";
  }
}
