package dev.edgewatch.console.ui.deletion;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Set;

/**
 * Asks whether resources should be deleted, with what that takes. Of what holds everything else the
 * id has to be typed.
 */
public final class DeletionDialog extends Composite<ConfirmDialog> {
  private static final int LISTED = 5;

  /** Types of which one deletion may take thousands of others. */
  private static final Set<String> TYPED =
      Set.of("iam.edgelq.com/Project", "iam.edgelq.com/Organization", "meta.goten.com/Region");

  private final TextField typed = new TextField();
  private final boolean isTyped;
  private final String id;

  /**
   * What is deleted.
   *
   * @param names of one or more resources of the type
   * @param effect what a deletion means, one sentence
   * @param act words of the button
   */
  public record Deletion(ResourceType type, List<String> names, String effect, String act) {}

  /**
   * @param onConfirm called when somebody wants it to be done
   */
  public DeletionDialog(
      ConsoleSession session, DrainTimer timer, Deletion deletion, Runnable onConfirm) {
    ResourceType type = deletion.type();
    List<String> names = deletion.names();
    id = TypeNames.id(names.getFirst());
    isTyped = names.size() == 1 && TYPED.contains(type.fullName());
    ConfirmDialog dialog = getContent();
    dialog.setHeader(
        names.size() == 1
            ? text("resource.delete.one", id)
            : text("resource.delete.many", names.size(), TypeNames.many(type)));
    Div content = Parts.div("ew-consequences", new Span(sentence(deletion)));
    content.add(new DeletionPreview(session, timer, type, names));
    if (type.declaration().getAsyncDelete()) {
      content.add(Parts.span("t2 s13", text("deletion.steps")));
    }
    Parts.testId(content, "consequences");
    Button confirm = Parts.button(deletion.act(), "", "deletion-confirm", () -> {});
    confirm.getElement().getThemeList().addAll(List.of("error", "primary"));
    if (isTyped) {
      content.add(typed);
      askForId(confirm);
    }
    dialog.setText(content);
    dialog.setCancelable(true);
    dialog.setCancelText(text("keep"));
    dialog.setConfirmButton(confirm);
    dialog.addClassName("ew-confirm");
    Parts.testId(dialog, "confirm");
    dialog.addConfirmListener(
        confirmed -> {
          if (mayBeDone()) {
            onConfirm.run();
          }
        });
  }

  public void open() {
    getContent().open();
  }

  private void askForId(Button confirm) {
    typed.setLabel(text("deletion.type", id));
    typed.setValueChangeMode(ValueChangeMode.EAGER);
    typed.setWidthFull();
    typed.addValueChangeListener(changed -> confirm.setEnabled(mayBeDone()));
    Parts.testId(typed, "deletion-typed");
    confirm.setEnabled(false);
  }

  /** The browser may send anything. */
  private boolean mayBeDone() {
    return !isTyped || typed.getValue().strip().equals(id);
  }

  private static String sentence(Deletion deletion) {
    List<String> names = deletion.names();
    return names.size() == 1 ? deletion.effect() : listed(names) + deletion.effect();
  }

  private static String listed(List<String> names) {
    List<String> ids = names.stream().map(TypeNames::id).limit(LISTED).toList();
    String more = names.size() > ids.size() ? text("and.more", names.size() - ids.size()) : "";
    return String.join(", ", ids) + more + ". ";
  }
}
