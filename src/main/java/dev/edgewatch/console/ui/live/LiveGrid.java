package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridMenuItem;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.part.ClosedControl;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The grid of a live list. Selection, focus and scroll position survive whatever the regions send;
 * while somebody has his hand on the rows, they do not move.
 */
@JsModule("./hand.ts")
final class LiveGrid extends Composite<RowGrid> implements Selection {
  private final Lines lines = new Lines();
  private final GridColumns columns;
  private @Nullable LiveQuery query;
  private String open = "";
  private boolean hand;
  private boolean menuIsOpen;
  private int first;
  private int count = 50;

  LiveGrid(ListSpec spec, Clock clock, Consumer<Selection> onSelection) {
    RowGrid grid = getContent();
    grid.addClassName("ew-grid");
    Parts.testId(this, spec.key() + "-grid");
    grid.setSizeFull();
    grid.setSelectionMode(Grid.SelectionMode.MULTI);
    var selection = (GridMultiSelectionModel<Line>) grid.getSelectionModel();
    selection.setSelectAllCheckboxVisibility(
        GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
    selection.setSelectionColumnFrozen(true);
    selection.setDragSelect(true);
    columns = new GridColumns(grid, spec, clock);
    grid.setPartNameGenerator(
        line -> line.parts(clock.instant()) + (line.shows(open) ? " ew-open" : ""));
    grid.setItems(lines);
    grid.onViewport(this::look);
    grid.addSelectionListener(
        change -> {
          keepSelected();
          onSelection.accept(this);
        });
    addMenu(spec);
    grid.addAttachListener(
        attached -> grid.getElement().executeJs("window.edgewatch.watchHand(this)"));
    grid.getElement()
        .addEventListener(
            "ew-hand", told -> feel(told.getEventData().get("event.detail.on").asBoolean()))
        .addEventData("event.detail.on");
  }

  @Override
  protected RowGrid initContent() {
    return new RowGrid();
  }

  GridColumns columns() {
    return columns;
  }

  /** Called with a row that was clicked anywhere but on a control. */
  void onOpen(Consumer<LiveRow> open) {
    getContent()
        .addItemClickListener(
            click -> {
              if (click.getItem().row() != null) {
                open.accept(click.getItem().row());
              }
            });
  }

  private void addMenu(ListSpec spec) {
    GridContextMenu<Line> menu = getContent().addContextMenu();
    menu.setDynamicContentHandler(
        line -> {
          LiveRow row = line == null ? null : line.row();
          menu.removeAll();
          if (row == null) {
            return false;
          }
          spec.menu().apply(row).forEach(action -> addItem(menu, action, row));
          return true;
        });
    menu.addOpenedChangeListener(
        changed -> {
          menuIsOpen = changed.isOpened();
          holdOrLetGo();
        });
  }

  private static void addItem(GridContextMenu<Line> menu, RowAction action, LiveRow row) {
    GridMenuItem<Line> item = menu.addItem(action.words(), click -> action.action().accept(row));
    Parts.testId(item, "row-menu-" + action.key());
    ClosedControl.draw(item, action.whyNot());
    action.whyNot().ifPresent(why -> item.getElement().setAttribute("title", why));
    switch (action.kind()) {
      case USUAL -> {}
      case DANGER -> item.addClassName("danger");
    }
  }

  // ---- the hand on the rows ----

  private void feel(boolean on) {
    hand = on;
    holdOrLetGo();
  }

  private void keepSelected() {
    if (query != null) {
      query.keep(rows().stream().map(LiveRow::name).collect(Collectors.toSet()));
    }
    holdOrLetGo();
  }

  private void holdOrLetGo() {
    LiveQuery held = query;
    boolean wanted = hand || menuIsOpen || !getContent().getSelectedItems().isEmpty();
    if (held != null && wanted != held.holding()) {
      if (wanted) {
        held.hold();
      } else {
        held.letGo();
      }
    }
  }

  // ---- what it shows ----

  /** Shows another query from its first row on, or the same rows in another way. */
  void show(LiveQuery next) {
    query = next;
    lines.show(next);
    next.viewport(first, count);
    keepSelected();
    getContent().getDataCommunicator().reset();
  }

  void apply(LiveQuery.Drained drained) {
    if (drained.sizeChanged()) {
      getContent().getDataCommunicator().reset();
    } else if (drained.moved()) {
      getContent().refreshViewport();
    } else {
      drained.changed().forEach(row -> lines.line(row.name()).ifPresent(getContent()::sendAgain));
    }
  }

  /** Whether everything that is looked at is there. */
  boolean loaded() {
    LiveQuery source = query;
    if (source == null) {
      return false;
    }
    int end = Math.min(first + count, source.size());
    for (int index = first; index < end; index++) {
      if (source.row(index).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Sends these rows again: something that is not in the resource is drawn differently. */
  void redraw(List<String> names) {
    names.forEach(name -> lines.line(name).ifPresent(getContent()::sendAgain));
  }

  void markOpen(String name) {
    String before = open;
    open = name;
    redraw(List.of(before, name));
  }

  /** Puts the focus on the row of a robot's name, where the browser has it. */
  void focusRow(String testId) {
    getElement().executeJs("window.edgewatch.focusRow($0)", testId);
  }

  /** Index of a loaded row in the whole list. */
  Optional<Integer> place(String name) {
    LiveQuery source = query;
    if (source == null) {
      return Optional.empty();
    }
    return IntStream.range(Math.max(0, first - count), Math.min(source.size(), first + 2 * count))
        .filter(index -> source.row(index).filter(row -> row.name().equals(name)).isPresent())
        .boxed()
        .findFirst();
  }

  Optional<LiveRow> neighbour(String name, int by) {
    LiveQuery source = query;
    return place(name)
        .map(index -> index + by)
        .filter(index -> source != null && index >= 0 && index < source.size())
        .flatMap(index -> Objects.requireNonNull(source).row(index));
  }

  void startOver() {
    getContent().scrollToStart();
  }

  @Override
  public List<LiveRow> rows() {
    return getContent().getSelectedItems().stream()
        .map(Line::row)
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void clear() {
    getContent().deselectAll();
  }

  private void look(int from, int length) {
    first = from;
    count = length;
    if (query != null) {
      query.viewport(from, length);
    }
    lines.prune(
        line ->
            getContent().getDataCommunicator().isItemActive(line)
                || getContent().getSelectedItems().contains(line));
  }
}
