package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.edgewatch.console.ui.part.Icon;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The columns of a live grid: which are shown, in which order and how wide; a two-line column in
 * place of all on narrow screens; a menu at the end.
 */
final class GridColumns {
  private static final String LOADING = "<span class=\"ew-skeleton\"></span>";
  private static final String DOTS =
      "<button class=\"ew-dots\" aria-label=\"${item.menu}\" data-testid=\"row-menu\""
          + " @click=${(click) => window.edgewatch.rowMenu(click)}>"
          + Icon.svg("ellipsis-vertical", "i")
          + "</button>";

  private final Grid<Line> grid;
  private final Clock clock;
  private final Map<LiveColumn, Grid.Column<Line>> columns = new LinkedHashMap<>();
  private final Grid.Column<Line> compact;
  private final Grid.Column<Line> menu;
  private List<ColumnChoice> shown = List.of();
  private Width width = Width.WIDE;
  private boolean ticking;

  /** How much room there is. */
  enum Width {
    WIDE,
    HALF,
    NARROW
  }

  GridColumns(Grid<Line> grid, ListSpec spec, Clock clock) {
    this.grid = grid;
    this.clock = clock;
    spec.columns().forEach(column -> columns.put(column, add(column)));
    compact = grid.addColumn(renderer(spec.compact())).setKey("compact").setFlexGrow(1);
    compact.setVisible(false);
    menu =
        grid.addColumn(renderer(Cell.of(DOTS).with("menu", row -> text("row.menu"))))
            .setKey("menu")
            .setWidth("44px")
            .setFlexGrow(0)
            .setFrozenToEnd(true);
    grid.setColumnReorderingAllowed(true);
  }

  /** Called when somebody changed the order or the width of columns. */
  void onChoice(Consumer<List<ColumnChoice>> onChoice) {
    grid.addColumnResizeListener(
        resized -> {
          if (resized.isFromClient() && width == Width.WIDE) {
            onChoice.accept(shown.stream().map(this::measured).toList());
          }
        });
    grid.addColumnReorderListener(
        reordered -> {
          if (reordered.isFromClient()) {
            onChoice.accept(inOrder(reordered.getColumns()));
          }
        });
  }

  /** Called with the order in the contract's language, empty for the standard one. */
  void onOrder(Consumer<String> onOrder) {
    grid.addSortListener(
        sort -> {
          if (sort.isFromClient()) {
            onOrder.accept(orderBy(sort.getSortOrder()));
          }
        });
  }

  void arrange(List<ColumnChoice> choices, Width room) {
    shown = choices;
    width = room;
    boolean narrow = room == Width.NARROW;
    compact.setVisible(narrow);
    menu.setVisible(!narrow);
    columns.forEach(
        (column, one) -> {
          Optional<ColumnChoice> choice = ColumnChoice.find(choices, column.key());
          one.setVisible(!narrow && choice.isPresent());
          one.setFlexGrow(column.grow());
          one.setWidth(room == Width.HALF ? "calc(" + column.width() + " * 0.7)" : column.width());
          choice
              .filter(wide -> wide.width() > 0 && room == Width.WIDE)
              .ifPresent(wide -> one.setFlexGrow(0).setWidth(wide.width() + "px"));
        });
    order(choices);
    grid.getElement().getClassList().set("ew-compact", narrow);
    showTicks(!narrow || ticking);
  }

  /**
   * On a phone rows are ticked only when somebody wants to: the boxes cost a tenth of the width.
   */
  void toggleTicking() {
    ticking = !ticking;
    showTicks(ticking || width != Width.NARROW);
  }

  private void showTicks(boolean shown) {
    grid.getElement()
        .executeJs("this.querySelector('vaadin-grid-flow-selection-column').hidden = $0", !shown);
  }

  private void order(List<ColumnChoice> choices) {
    List<Grid.Column<Line>> order = new ArrayList<>();
    choices.forEach(choice -> find(choice.key()).ifPresent(order::add));
    columns.values().stream().filter(one -> !order.contains(one)).forEach(order::add);
    order.add(compact);
    order.add(menu);
    if (!order.equals(grid.getColumns())) {
      grid.setColumnOrder(order);
    }
  }

  void markOrder(String path, SortDirection direction) {
    columns.forEach(
        (column, one) -> {
          if (column.orderBy().equals(path)) {
            grid.sort(List.of(new GridSortOrder<>(one, direction)));
          }
        });
  }

  /** A column whose share of the room the browser has taken away has the width it measures. */
  private ColumnChoice measured(ColumnChoice choice) {
    return columns.entrySet().stream()
        .filter(column -> column.getKey().key().equals(choice.key()))
        .findFirst()
        .map(column -> measured(column.getKey(), column.getValue()))
        .orElse(choice);
  }

  private static ColumnChoice measured(LiveColumn column, Grid.Column<Line> one) {
    String wide = one.getWidth();
    boolean standard = wide.equals(column.width()) && one.getFlexGrow() == column.grow();
    if (standard || !wide.endsWith("px")) {
      return ColumnChoice.standard(column.key());
    }
    double pixels = Double.parseDouble(wide.substring(0, wide.length() - "px".length()));
    return new ColumnChoice(column.key(), (int) Math.round(pixels));
  }

  private List<ColumnChoice> inOrder(List<Grid.Column<Line>> order) {
    return order.stream()
        .map(Grid.Column::getKey)
        .flatMap(key -> ColumnChoice.find(shown, key).stream())
        .toList();
  }

  private Optional<Grid.Column<Line>> find(String key) {
    return columns.values().stream().filter(one -> key.equals(one.getKey())).findFirst();
  }

  private String orderBy(List<GridSortOrder<Line>> orders) {
    return orders.stream()
        .findFirst()
        .flatMap(
            order ->
                columns.entrySet().stream()
                    .filter(column -> column.getValue().equals(order.getSorted()))
                    .map(
                        column ->
                            column.getKey().orderBy()
                                + (order.getDirection() == SortDirection.DESCENDING ? " desc" : ""))
                    .findFirst())
        .orElse("");
  }

  private Grid.Column<Line> add(LiveColumn column) {
    Grid.Column<Line> one = grid.addColumn(renderer(column.cell()));
    boolean always = column.presence() == LiveColumn.Presence.ALWAYS;
    one.setKey(column.key()).setHeader(column.title());
    one.setWidth(column.width()).setFlexGrow(column.grow());
    one.setResizable(true).setFrozen(always);
    one.setRowHeader(always);
    one.setPartNameGenerator(line -> line.changedPart(column, clock.instant()));
    if (column.sortable()) {
      one.setSortProperty(column.orderBy());
      one.setSortable(true);
    }
    return one;
  }

  private static LitRenderer<Line> renderer(Cell cell) {
    LitRenderer<Line> renderer =
        LitRenderer.<Line>of("${item.here ? html`" + cell.template() + "` : html`" + LOADING + "`}")
            .withProperty("here", line -> line.row() != null);
    cell.properties()
        .forEach(
            (property, value) ->
                renderer.withProperty(
                    property, line -> line.row() == null ? null : value.apply(line.row())));
    return renderer;
  }
}
