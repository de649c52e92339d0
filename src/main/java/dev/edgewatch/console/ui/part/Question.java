package dev.edgewatch.console.ui.part;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;

/**
 * Asks before something that cannot be undone. The safe answer has the focus: whoever presses Enter
 * without reading has lost nothing.
 */
public final class Question extends Composite<ConfirmDialog> {
  private final Button keep;
  private final Button confirm;

  /**
   * @param count of what it is about, one or many
   * @param act words of the button that does it
   * @param onConfirm called when somebody wants it to be done
   * @param consequences what it means
   */
  public Question(
      String title, int count, String act, Runnable onConfirm, Component... consequences) {
    keep = Parts.button(text("keep", count), "", "confirm-keep", () -> {});
    confirm = Parts.button(act, "", "confirm-do", () -> {});
    confirm.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.PRIMARY);
    Div content = Parts.testId(Parts.div("ew-consequences", consequences), "consequences");
    ConfirmDialog dialog = getContent();
    dialog.setHeader(title);
    dialog.setText(content);
    dialog.setCancelable(true);
    dialog.setCancelButton(keep);
    dialog.setConfirmButton(confirm);
    dialog.addClassName("ew-confirm");
    Parts.testId(dialog, "confirm");
    dialog.addConfirmListener(confirmed -> onConfirm.run());
  }

  /** The button that does it, for what has to be filled in before. */
  public Button confirm() {
    return confirm;
  }

  public void open() {
    open(keep);
  }

  /**
   * Opens it with the focus on what has to be filled in.
   *
   * @param first in the consequences
   */
  public void open(Component first) {
    getContent().open();
    // Once its overlay is there the dialog gives the focus to the button that does it.
    first
        .getElement()
        .executeJs(
            "document.body.addEventListener('vaadin-overlay-open', () => this.focus(), {once: true})");
  }
}
