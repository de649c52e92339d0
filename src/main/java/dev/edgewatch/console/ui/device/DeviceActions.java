package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.Toast;
import dev.edgewatch.console.ui.part.WriteReceipt;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What can be done to devices. An action ends with a receipt; the rows change because the watch
 * says so, never because of the action.
 */
final class DeviceActions {
  private final ConsoleSession session;
  private final RegionMarks marks;
  private final Clock clock;
  private final ResourceType type;
  private final OnSent onSent;

  /** Called with the UI's lock when a write was accepted. */
  interface OnSent {
    /**
     * Called once for each accepted write.
     *
     * @param position where the write is visible
     * @param onSeen to be called when the list has reached it
     */
    void sent(String name, Position position, Runnable onSeen);
  }

  DeviceActions(ConsoleSession session, RegionMarks marks, Clock clock, OnSent onSent) {
    this.session = session;
    this.marks = marks;
    this.clock = clock;
    this.type = session.catalog().type("devices.edgelq.com/Device");
    this.onSent = onSent;
  }

  /**
   * Asks for a new device.
   *
   * @param regions ids of those it may be created in, in the order of the project
   */
  void create(String project, List<String> regions) {
    new CreateDeviceDialog(
            choices(regions), (region, device, close) -> create(project, region, device, close))
        .open();
  }

  private List<Environment.Region> choices(List<String> regions) {
    return regions.stream()
        .flatMap(id -> session.environment().region(id).stream())
        .filter(region -> !region.disabled())
        .toList();
  }

  private void create(String project, String region, Device device, Runnable closeDialog) {
    String name = new DeviceName(project, region, device.getName()).text();
    CompletableFuture<Outcome> sent =
        session
            .actions()
            .create(
                type,
                "projects/" + project + "/regions/" + region,
                device.toBuilder().setName(name).build());
    afterwards(
        Map.of(name, sent),
        outcomes -> {
          Outcome outcome = outcomes.values().iterator().next();
          if (outcome instanceof Outcome.Done) {
            closeDialog.run();
          }
          tell(
              outcomes,
              failed -> text("device.create.failed"),
              text("device.created", device.getDisplayName()));
        });
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
          Map<String, CompletableFuture<Outcome>> sent = new LinkedHashMap<>();
          names.forEach(name -> sent.put(name, session.actions().delete(type, name)));
          afterwards(
              sent,
              outcomes ->
                  tell(
                      outcomes,
                      name -> text("device.delete.failed", id(name)),
                      names.size() == 1
                          ? text("device.deleted", id(names.getFirst()))
                          : text("device.deleted.many", names.size())));
        });
    dialog.open();
  }

  /** Sends the given paths of an edited device. */
  void save(Device base, Device edited, List<String> paths, Consumer<Outcome> onEnd) {
    afterwards(
        Map.of(base.getName(), session.actions().update(type, base, edited, paths)),
        outcomes -> {
          Outcome outcome = outcomes.values().iterator().next();
          if (outcome instanceof Outcome.Done) {
            receipt(text("device.saved", paths.size()), outcomes);
          }
          onEnd.accept(outcome);
        });
  }

  /** One receipt for what was accepted, a message for each that was not. */
  private void tell(Map<String, Outcome> outcomes, UnaryOperator<String> failure, String success) {
    outcomes.forEach(
        (name, outcome) -> {
          if (!(outcome instanceof Outcome.Done)) {
            Toast.failed(failure.apply(name), outcome);
          }
        });
    boolean all = outcomes.values().stream().allMatch(Outcome.Done.class::isInstance);
    long accepted = outcomes.values().stream().filter(Outcome.Done.class::isInstance).count();
    receipt(all ? success : text("device.deleted.many", accepted), outcomes);
  }

  private void receipt(String title, Map<String, Outcome> outcomes) {
    Map<String, Outcome.Done> accepted = new LinkedHashMap<>();
    outcomes.forEach(
        (name, outcome) -> {
          if (outcome instanceof Outcome.Done done) {
            accepted.put(name, done);
          }
        });
    if (accepted.isEmpty()) {
      return;
    }
    var receipt = new WriteReceipt(title, new ArrayList<>(accepted.values()), marks, clock);
    accepted.forEach(
        (name, done) ->
            done.position().ifPresent(position -> onSent.sent(name, position, receipt::seen)));
  }

  private static void afterwards(
      Map<String, CompletableFuture<Outcome>> sent, Consumer<Map<String, Outcome>> then) {
    UI ui = UI.getCurrentOrThrow();
    var _ =
        CompletableFuture.allOf(sent.values().toArray(CompletableFuture[]::new))
            .thenRun(
                () -> {
                  Map<String, Outcome> outcomes = new LinkedHashMap<>();
                  sent.forEach((name, outcome) -> outcomes.put(name, outcome.join()));
                  ui.access(() -> then.accept(outcomes));
                });
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
