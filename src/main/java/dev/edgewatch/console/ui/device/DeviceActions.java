package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.Toast;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What can be done to devices. An action ends with a toast; the rows change because the watch says
 * so, never because of the action.
 */
final class DeviceActions {
  private final ConsoleSession session;
  private final ResourceType type;
  private final Consumer<Position> onSent;

  /**
   * @param onSent called with the UI's lock when a write was accepted, with where it will be
   *     visible
   */
  DeviceActions(ConsoleSession session, Consumer<Position> onSent) {
    this.session = session;
    this.type = session.catalog().type("devices.edgelq.com/Device");
    this.onSent = onSent;
  }

  /** Asks for a new device; {@code onCreated} gets its name. */
  void create(String project, Consumer<String> onCreated) {
    new CreateDeviceDialog(
            session.environment(),
            (region, device, closeDialog) -> {
              CompletableFuture<Outcome> sent =
                  session
                      .actions()
                      .create(
                          type,
                          "projects/" + project + "/regions/" + region,
                          device.toBuilder()
                              .setName(new DeviceName(project, region, device.getName()).text())
                              .build());
              finish(
                  sent,
                  text("device.create.failed"),
                  done -> {
                    closeDialog.run();
                    Toast.accepted(text("device.created", device.getDisplayName()), done);
                    onCreated.accept(new DeviceName(project, region, device.getName()).text());
                  });
            })
        .open();
  }

  /** Asks whether these devices should be deleted, and deletes them. */
  void delete(List<String> names, Runnable onDone) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader(
        names.size() == 1
            ? text("device.delete.one", id(names.getFirst()))
            : text("device.delete.many", names.size()));
    dialog.setText(
        new Span(
            names.size() == 1
                ? text("device.delete.one.effect")
                : text("device.delete.many.effect", listed(names))));
    dialog.setCancelable(true);
    dialog.setCancelText(text("keep"));
    dialog.setConfirmText(text("devices.delete", names.size()));
    dialog.setConfirmButtonTheme("error primary");
    dialog.addClassName("ew-confirm");
    Parts.testId(dialog, "confirm");
    dialog.addConfirmListener(
        confirmed -> {
          onDone.run();
          names.forEach(
              name ->
                  finish(
                      session.actions().delete(type, name),
                      text("device.delete.failed", id(name)),
                      done -> {
                        if (names.size() == 1) {
                          Toast.accepted(text("device.deleted", id(name)), done);
                        }
                      }));
        });
    dialog.open();
  }

  /** Sends the given paths of an edited device. */
  void save(Device base, Device edited, List<String> paths, Consumer<Outcome> onEnd) {
    finishAnyway(
        session.actions().update(type, base, edited, paths),
        outcome -> {
          if (outcome instanceof Outcome.Done done) {
            Toast.accepted(text("device.saved", paths.size()), done);
          }
          onEnd.accept(outcome);
        });
  }

  private void finish(
      CompletableFuture<Outcome> sent, String failure, Consumer<Outcome.Done> onDone) {
    finishAnyway(
        sent,
        outcome -> {
          if (outcome instanceof Outcome.Done done) {
            onDone.accept(done);
          } else {
            Toast.failed(failure, outcome);
          }
        });
  }

  private void finishAnyway(CompletableFuture<Outcome> sent, Consumer<Outcome> onEnd) {
    UI ui = UI.getCurrentOrThrow();
    sent.thenAccept(
        outcome ->
            ui.access(
                () -> {
                  if (outcome instanceof Outcome.Done done) {
                    done.position().ifPresent(onSent);
                  }
                  onEnd.accept(outcome);
                }));
  }

  private static String listed(List<String> names) {
    List<String> ids = names.stream().map(DeviceActions::id).limit(5).toList();
    return String.join(", ", ids)
        + (names.size() > ids.size() ? text("and.more", names.size() - ids.size()) : "");
  }

  private static String id(String name) {
    return DeviceName.of(name).device();
  }
}
