package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.bff.Person;
import dev.edgewatch.console.ui.personal.BrowserSettings;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which columns of a list stand in the room it has. A person's columns are part of the address, and
 * kept for the next visit; in a narrow window, or with something open beside the list, there are
 * fewer of them.
 */
final class ListArrangement {
  private static final int NARROW = 640;

  private final ListSpec spec;
  private final Person person;
  private final GridColumns columns;
  private final FilterBar filter;
  private final ColumnChooser chooser;
  private final Consumer<List<ColumnChoice>> onChosen;
  private List<ColumnChoice> chosen = List.of();
  private int windowWidth = Integer.MAX_VALUE;
  private boolean beside;
  private boolean attached;

  /**
   * @param opener opens the choice of columns
   * @param onChosen called with the columns a person chose, now or at an earlier visit
   */
  ListArrangement(
      ListSpec spec,
      Person person,
      GridColumns columns,
      FilterBar filter,
      Button opener,
      Consumer<List<ColumnChoice>> onChosen) {
    this.spec = spec;
    this.person = person;
    this.columns = columns;
    this.filter = filter;
    this.onChosen = onChosen;
    chooser = new ColumnChooser(spec.columns(), opener, this::choose);
    columns.onChoice(this::choose);
  }

  /** Follows the width of the window, and asks for the columns that were kept. */
  Registration attach(UI ui) {
    attached = true;
    Registration resizing =
        ui.getPage().addBrowserWindowResizeListener(resized -> fit(resized.getWidth()));
    ui.getPage().executeJs("return window.innerWidth").then(Integer.class, this::fit);
    if (chosen.isEmpty()) {
      new BrowserSettings(ui, person).read(key(), this::useKept);
    }
    return Registration.combine(resizing, () -> attached = false);
  }

  /** Shows the columns an address names; those of the list when it names none. */
  void show(List<ColumnChoice> named) {
    chosen = named;
    chooser.show(ColumnChoice.shown(spec.columns(), chosen));
    arrange();
  }

  /** Says whether something stands open beside the list. */
  void setBeside(boolean open) {
    beside = open;
    arrange();
  }

  private void choose(List<ColumnChoice> choices) {
    new BrowserSettings(UI.getCurrentOrThrow(), person).write(key(), ColumnChoice.text(choices));
    onChosen.accept(choices);
  }

  private void useKept(String kept) {
    List<ColumnChoice> choices = ColumnChoice.parse(kept);
    if (!choices.isEmpty() && chosen.isEmpty() && attached) {
      onChosen.accept(choices);
    }
  }

  private String key() {
    return "columns." + spec.key();
  }

  private void fit(int width) {
    windowWidth = width;
    arrange();
  }

  private void arrange() {
    List<ColumnChoice> shown = ColumnChoice.shown(spec.columns(), chosen);
    if (windowWidth < NARROW) {
      columns.arrange(shown, GridColumns.Width.NARROW);
    } else if (beside) {
      columns.arrange(
          shown.stream().filter(one -> spec.beside().contains(one.key())).toList(),
          GridColumns.Width.HALF);
    } else {
      columns.arrange(shown, GridColumns.Width.WIDE);
    }
    filter.fold(beside || windowWidth < NARROW ? FilterBar.Room.LITTLE : FilterBar.Room.ENOUGH);
  }
}
