package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.form.CreateForm;
import dev.edgewatch.console.ui.form.ResourceForm;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/** Asks for a new resource and sends it; stays open, with what was typed, until it is accepted. */
final class CreateDialog extends Composite<Dialog> {
  private final CreateForm form;
  private final ResourceActions actions;
  private final Button create;

  CreateDialog(
      ResourceType type,
      String parent,
      List<Environment.Region> regions,
      ResourceForm.Around around,
      ResourceActions actions) {
    this.actions = actions;
    this.form = new CreateForm(type, parent, regions, around, () -> {});
    Dialog dialog = getContent();
    dialog.setHeaderTitle(text("resource.create", TypeNames.one(type)));
    dialog.setWidth("560px");
    dialog.setCloseOnOutsideClick(false);
    dialog.add(form);
    Parts.testId(dialog, "create-dialog");
    create =
        Parts.primary(
            text("resource.create", TypeNames.one(type)), "plus", "create-send", this::send);
    dialog
        .getFooter()
        .add(Parts.button(text("cancel"), "", "create-cancel", dialog::close), create);
  }

  void open() {
    getContent().open();
    form.focus();
  }

  private void send() {
    form.resource()
        .ifPresent(
            resource -> {
              create.setEnabled(false);
              actions.create(form.parent(), resource, this::ended);
            });
  }

  private void ended(Outcome outcome) {
    create.setEnabled(true);
    form.ended(outcome);
    if (outcome instanceof Outcome.Done) {
      getContent().close();
    }
  }
}
