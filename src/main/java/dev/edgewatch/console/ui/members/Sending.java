package dev.edgewatch.console.ui.members;

import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.part.Afterwards;
import dev.edgewatch.console.ui.part.Question;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.Toast;
import dev.edgewatch.console.ui.part.WriteReceipt;
import dev.edgewatch.resource.Position;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes of the members page: each ends with a receipt, which says when the lists have seen it, or
 * with a message that stays.
 */
final class Sending {
  private final RegionMarks marks;
  private final Clock clock;
  private final List<Awaited> awaited = new ArrayList<>();

  private record Awaited(Position position, Runnable onSeen) {}

  Sending(RegionMarks marks, Clock clock) {
    this.marks = marks;
    this.clock = clock;
  }

  /** Tells the receipts of writes that the lists have reached. */
  void seen(MembersFeed feed) {
    List<Awaited> reached =
        awaited.stream().filter(write -> feed.covers(write.position())).toList();
    awaited.removeAll(reached);
    reached.forEach(write -> write.onSeen().run());
  }

  /** Asks first, naming what it does. */
  void confirm(String title, String effect, String doIt, Runnable action) {
    new Question(title, 1, doIt, action, new Span(effect)).open();
  }

  /** Shows what becomes of a write. */
  void send(CompletableFuture<Outcome> write, String done, String failed) {
    Afterwards.of(
        write,
        outcome -> {
          if (outcome instanceof Outcome.Done accepted) {
            receipt(done, List.of(accepted));
          } else {
            Toast.failed(failed, outcome);
          }
        });
  }

  void receipt(String title, List<Outcome.Done> accepted) {
    var receipt = new WriteReceipt(title, accepted, marks, clock);
    accepted.forEach(
        done ->
            done.position()
                .ifPresent(position -> awaited.add(new Awaited(position, receipt::seen))));
  }
}
