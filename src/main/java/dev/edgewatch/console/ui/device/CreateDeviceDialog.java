package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Asks for what a new device needs: a region, which cannot be changed later, an id and a name. */
final class CreateDeviceDialog extends Composite<Dialog> {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9\\-]{0,61}[a-z0-9]");

  private final Select<Environment.Region> region = new Select<>();
  private final TextField displayName = new TextField(text("device.name.field"));
  private final TextField id = new TextField(text("device.id"));
  private final LabelRows labels = new LabelRows(() -> {});
  private final Button create;
  private final Sending sending;

  /**
   * Sends the device; its name field holds the id only. {@code close} closes the dialog when it was
   * accepted.
   */
  interface Sending {
    void send(String region, Device device, Runnable close);
  }

  /**
   * @param regions those it may be created in; the first one is proposed
   */
  CreateDeviceDialog(List<Environment.Region> regions, Sending sending) {
    this.sending = sending;
    Dialog dialog = getContent();
    dialog.setHeaderTitle(text("device.create"));
    dialog.setWidth("480px");
    Parts.testId(dialog, "create-dialog");
    region.setLabel(text("device.region"));
    region.setHelperText(text("device.region.help"));
    region.setItems(regions);
    region.setItemLabelGenerator(
        one -> one.location().isEmpty() ? one.id() : one.id() + " · " + one.location());
    regions.stream().findFirst().ifPresent(region::setValue);
    id.setHelperText(text("device.id.help"));
    id.setRequiredIndicatorVisible(true);
    id.setValueChangeMode(ValueChangeMode.LAZY);
    displayName.setValueChangeMode(ValueChangeMode.LAZY);
    displayName.addValueChangeListener(changed -> suggestId(changed.getOldValue()));
    FormLayout form = new FormLayout(displayName, id, region, labels);
    form.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1));
    dialog.add(form);
    create = Parts.primary(text("device.create"), "plus", "create-send", this::send);
    create.setDisableOnClick(false);
    dialog
        .getFooter()
        .add(Parts.button(text("cancel"), "", "create-cancel", dialog::close), create);
    Parts.testId(displayName, "create-name");
    Parts.testId(id, "create-id");
    Parts.testId(region, "create-region");
  }

  void open() {
    getContent().open();
    displayName.focus();
  }

  private void send() {
    boolean valid = ID.matcher(id.getValue()).matches();
    id.setInvalid(!valid);
    id.setErrorMessage(text("device.id.invalid", id.getValue()));
    if (!valid || region.getValue() == null) {
      return;
    }
    Device device =
        Device.newBuilder()
            .setName(id.getValue())
            .setDisplayName(displayName.getValue().strip())
            .setMetadata(Meta.newBuilder().putAllLabels(labels.value()))
            .build();
    sending.send(region.getValue().id(), device, getContent()::close);
  }

  /** Proposes an id until somebody writes one. */
  private void suggestId(String nameBefore) {
    if (id.isEmpty() || id.getValue().equals(slug(nameBefore))) {
      id.setValue(slug(displayName.getValue()));
    }
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^[-0-9]+|-+$", "");
  }
}
