package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;

/** The invitations to a project or organization: all, those that wait, those that have ended. */
final class InvitationSection extends Composite<Div> {
  private final InvitationGrid grid;
  private final Filters filters;
  private final Span end = Parts.span("end", "");
  private final Div denied =
      Parts.div("ew-note", new Icon("lock"), new Span(text("members.invitations.denied")));
  private List<InvitationRow> rows = List.of();

  InvitationSection(InvitationGrid.Acts acts) {
    grid = new InvitationGrid(acts);
    filters = new Filters("invitations", List.of("all", "pending", "ended"), this::draw);
    denied.setVisible(false);
    getContent().addClassNames("col", "ew-section");
    getContent()
        .add(Parts.div("ew-sech", new H2(text("invitations.title")), filters, end), denied, grid);
    Parts.testId(this, "invitations-section");
  }

  /** Puts something about the invitations at the end of the line above them. */
  void beside(Component part) {
    end.add(part);
  }

  void show(List<InvitationRow> next, boolean closed) {
    rows = next;
    denied.setVisible(closed);
    end.setVisible(!closed);
    setVisible(closed || !next.isEmpty());
    draw();
  }

  private void draw() {
    List<InvitationRow> pending = rows.stream().filter(row -> row.standing().isOpen()).toList();
    List<InvitationRow> ended = rows.stream().filter(row -> !row.standing().isOpen()).toList();
    filters.count(List.of(rows.size(), pending.size(), ended.size()));
    grid.show(
        switch (filters.chosen()) {
          case "pending" -> pending;
          case "ended" -> ended;
          default -> rows;
        });
  }

  void redraw() {
    grid.redraw();
  }
}
