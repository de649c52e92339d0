package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Clock;
import java.util.List;

/** People, groups and accounts with their roles: all, given here, inherited. */
final class MemberSection extends Composite<Div> {
  private final MemberGrid grid;
  private final Filters filters;
  private final TextField search = new TextField();
  private List<MemberRow> rows = List.of();

  MemberSection(MemberGrid.Acts acts, Clock clock) {
    grid = new MemberGrid(acts, clock);
    filters = new Filters("members", List.of("everyone", "here", "inherited"), this::draw);
    search.setPlaceholder(text("members.search"));
    search.setAriaLabel(text("members.search"));
    search.setPrefixComponent(new Icon("search"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.EAGER);
    search.addValueChangeListener(typed -> draw());
    Parts.testId(search, "members-search");
    grid.getContent()
        .setEmptyStateComponent(
            new EmptyState(
                "members-none", "users", text("members.none"), text("members.none.sentence")));
    getContent().addClassNames("col", "ew-section", "fill");
    getContent()
        .add(
            Parts.div("ew-sech", new H2(text("members.who")), filters, Parts.span("end", search)),
            grid);
  }

  void show(List<MemberRow> next) {
    rows = next;
    draw();
  }

  private void draw() {
    List<MemberRow> here = rows.stream().filter(MemberRow::isManagedHere).toList();
    List<MemberRow> inherited = rows.stream().filter(row -> !row.isManagedHere()).toList();
    filters.count(List.of(rows.size(), here.size(), inherited.size()));
    List<MemberRow> chosen =
        switch (filters.chosen()) {
          case "here" -> here;
          case "inherited" -> inherited;
          default -> rows;
        };
    grid.show(chosen.stream().filter(row -> row.matches(search.getValue())).toList());
  }
}
