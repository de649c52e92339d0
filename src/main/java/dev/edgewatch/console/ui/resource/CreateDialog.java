package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.editor.CreateText;
import dev.edgewatch.console.ui.form.CreateForm;
import dev.edgewatch.console.ui.form.ResourceForm;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.function.Consumer;

/** Asks for a new resource and sends it; stays open, with what was typed, until it is accepted. */
final class CreateDialog extends Composite<Dialog> {
  private final CreateForm form;
  private final ResourceActions actions;
  private final Consumer<Outcome.Done> onCreated;
  private final Button create;
  private final CreateText written;

  /**
   * Asks for what is planned.
   *
   * @param onCreated takes what a region has accepted
   */
  CreateDialog(
      CreateForm.Plan plan,
      ResourceForm.Around around,
      ResourceActions actions,
      Consumer<Outcome.Done> onCreated) {
    ResourceType type = plan.type();
    this.actions = actions;
    this.onCreated = onCreated;
    this.form = new CreateForm(plan, around);
    this.written = new CreateText(type, form::suggestId);
    Dialog dialog = getContent();
    dialog.setHeaderTitle(text("resource.create", TypeNames.one(type)));
    dialog.setWidth("560px");
    dialog.setCloseOnOutsideClick(false);
    dialog.getHeader().add(forms());
    dialog.add(form);
    Parts.testId(dialog, "create-dialog");
    create =
        Parts.primary(
            text("resource.create", TypeNames.one(type)), "plus", "create-send", this::send);
    dialog
        .getFooter()
        .add(Parts.button(text("cancel"), "", "create-cancel", dialog::close), create);
  }

  private Tabs forms() {
    Tab fields = Parts.testId(new Tab(text("create.asform")), "create-as-form");
    Tab asText = Parts.testId(new Tab(text("create.astext")), "create-as-text");
    Tabs tabs = new Tabs(fields, asText);
    tabs.addClassName("ew-pill-tabs");
    tabs.addSelectedChangeListener(
        selected -> {
          if (!selected.isFromClient()) {
            return;
          }
          if (selected.getSelectedTab().equals(asText)) {
            written.show(form.content());
            form.replaceFields(written, written::said);
          } else {
            written
                .said()
                .ifPresentOrElse(
                    said -> form.showFields(written, said), () -> tabs.setSelectedTab(asText));
          }
        });
    return tabs;
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
    if (outcome instanceof Outcome.Done done) {
      getContent().close();
      onCreated.accept(done);
    }
  }
}
