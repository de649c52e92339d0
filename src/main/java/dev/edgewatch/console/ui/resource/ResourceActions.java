package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.UI;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.deletion.DeletionDialog;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.Toast;
import dev.edgewatch.console.ui.part.TypeNames;
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
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * What can be done to the resources of a type. An action ends with a receipt; the rows change
 * because the watch says so, never because of the action.
 */
public final class ResourceActions {
  private final ConsoleSession session;
  private final RegionMarks marks;
  private final DrainTimer timer;
  private final Clock clock;
  private final ResourceType type;
  private final IntFunction<String> effect;
  private final OnSent onSent;

  /** Called with the UI's lock when a write was accepted. */
  public interface OnSent {
    /**
     * Called once for each accepted write.
     *
     * @param position where the write is visible
     * @param onSeen to be called when the list has reached it
     */
    void sent(String name, Position position, Runnable onSeen);
  }

  /**
   * @param effect what a deletion of one or many means
   */
  public ResourceActions(
      ConsoleSession session,
      ResourceType type,
      IntFunction<String> effect,
      RegionMarks marks,
      DrainTimer timer,
      Clock clock,
      OnSent onSent) {
    this.session = session;
    this.marks = marks;
    this.timer = timer;
    this.clock = clock;
    this.type = type;
    this.effect = effect;
    this.onSent = onSent;
  }

  /**
   * Creates a resource; {@code onEnd} is told how it ended, and closes the form when it was
   * accepted.
   */
  public void create(String parent, Message resource, Consumer<Outcome> onEnd) {
    String name = type.nameOf(resource);
    afterwards(
        Map.of(name, session.actions().create(type, parent, resource)),
        outcomes -> {
          Outcome outcome = outcomes.values().iterator().next();
          if (outcome instanceof Outcome.Done done) {
            String created = done.resource().map(type::nameOf).orElse(name);
            receipt(text("resource.created", TypeNames.id(created)), Map.of(created, outcome));
            done.resource().ifPresent(answered -> SecretDialog.openFor(type, answered));
          }
          onEnd.accept(outcome);
        });
  }

  /** Asks whether these resources should be deleted, and deletes them. */
  public void delete(List<String> names, Runnable onDone) {
    new DeletionDialog(
            session,
            timer,
            new DeletionDialog.Deletion(
                type, names, effect.apply(names.size()), deletion(names.size())),
            () -> {
              onDone.run();
              delete(names);
            })
        .open();
  }

  private void delete(List<String> names) {
    Map<String, CompletableFuture<Outcome>> sent = new LinkedHashMap<>();
    names.forEach(name -> sent.put(name, session.actions().delete(type, name)));
    afterwards(
        sent,
        outcomes ->
            tell(
                outcomes,
                name -> text("resource.delete.failed", TypeNames.id(name)),
                names.size() == 1
                    ? text("resource.deleted", TypeNames.id(names.getFirst()))
                    : deleted(names.size())));
  }

  /** Sends the given paths of an edited resource. */
  public void save(Message base, Message edited, List<String> paths, Consumer<Outcome> onEnd) {
    afterwards(
        Map.of(type.nameOf(base), session.actions().update(type, base, edited, paths)),
        outcomes -> {
          Outcome outcome = outcomes.values().iterator().next();
          if (outcome instanceof Outcome.Done) {
            receipt(text("resource.saved", paths.size()), outcomes);
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
    receipt(all ? success : deleted(accepted), outcomes);
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

  /** {@code Delete 3 devices}. */
  String deletion(int count) {
    return count == 1
        ? text("resource.delete", TypeNames.one(type))
        : text("resource.delete.count", count, TypeNames.many(type));
  }

  private String deleted(long count) {
    return text(
        "resource.deleted.many", count, count == 1 ? TypeNames.one(type) : TypeNames.many(type));
  }
}
