package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.bff.LiveCount;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.filter.FilterClauses;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says that nothing matches the filter, and, live, how many rows would without its last condition.
 */
final class NoMatch extends Composite<Div> {
  private final Emptiness.Around around;
  private final String withoutLast;
  private final EmptyState state;
  private @Nullable LiveCount count;
  private @Nullable Drain drain;

  NoMatch(Emptiness.Around around) {
    this.around = around;
    FilterClauses clauses = FilterClauses.of(around.spec().type(), around.state().filter());
    withoutLast = clauses.clauses().size() > 1 ? clauses.without(clauses.clauses().getLast()) : "";
    Runnable clear = () -> around.onFilter().accept("");
    Runnable drop = () -> around.onFilter().accept(withoutLast);
    String title = title(around.query().counts());
    var clearing = Parts.button(text("empty.clear"), "", "empty-clear", clear);
    state =
        withoutLast.isEmpty()
            ? new EmptyState(
                "empty-match", "filter-x", title, text("empty.nomatch.sentence"), clearing)
            : new EmptyState(
                "empty-match",
                "filter-x",
                title,
                text("empty.nomatch.sentence"),
                Parts.button(text("empty.drop"), "filter-x", "empty-drop", drop),
                clearing);
    getContent().add(state);
  }

  /** How many there are becomes known, and changes, while it is shown. */
  void show(LiveQuery.Counts counts) {
    state.name(title(counts));
  }

  private String title(LiveQuery.Counts counts) {
    ListWords words = around.spec().words();
    return counts.all() == 0 ? words.noMatch() : words.noMatch(counts.all());
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    if (withoutLast.isEmpty()) {
      return;
    }
    Drain opened = around.timer().drain(attached.getUI(), this::draw);
    Set<String> regions = around.state().regions();
    drain = opened;
    count =
        around
            .session()
            .count(
                around.spec().type(), around.spec().parent(), withoutLast, regions, opened::dirty);
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    if (count != null) {
      count.close();
    }
  }

  private void draw() {
    if (count != null && count.exact()) {
      state.say(text("empty.without", count.rows()) + " " + text("empty.nomatch.sentence"));
    }
  }
}
