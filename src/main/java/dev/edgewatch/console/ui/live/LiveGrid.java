package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The grid of a live list. Selection, focus and scroll position survive whatever the regions send.
 */
final class LiveGrid extends Composite<RowGrid> implements Selection {
  private static final String LOADING = "<span class=\"ew-skeleton\"></span>";

  private final Clock clock;
  private final Lines lines = new Lines();
  private final Map<LiveColumn, Grid.Column<Line>> columns = new LinkedHashMap<>();
  private final Grid.Column<Line> compact;
  private @Nullable LiveQuery query;
  private String open = "";
  private int first;
  private int count = 50;

  LiveGrid(ListSpec spec, Clock clock, Consumer<String> onOrder, Consumer<Selection> onSelection) {
    this.clock = clock;
    RowGrid grid = getContent();
    grid.addClassName("ew-grid");
    Parts.testId(this, spec.key() + "-grid");
    grid.setSizeFull();
    grid.setSelectionMode(Grid.SelectionMode.MULTI);
    ((GridMultiSelectionModel<Line>) grid.getSelectionModel())
        .setSelectAllCheckboxVisibility(GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
    ((GridMultiSelectionModel<Line>) grid.getSelectionModel()).setSelectionColumnFrozen(true);
    spec.columns().forEach(column -> columns.put(column, column(column)));
    compact = grid.addColumn(renderer(spec.compact())).setKey("compact").setFlexGrow(1);
    compact.setVisible(false);
    grid.setPartNameGenerator(
        line -> line.parts(clock.instant()) + (line.shows(open) ? " ew-open" : ""));
    grid.setItems(lines);
    grid.onViewport(this::look);
    grid.addSelectionListener(change -> onSelection.accept(this));
    grid.addSortListener(
        sort -> {
          if (sort.isFromClient()) {
            onOrder.accept(orderBy(sort.getSortOrder()));
          }
        });
  }

  @Override
  protected RowGrid initContent() {
    return new RowGrid();
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

  /** Shows another query from its first row on, or the same rows in another way. */
  void show(LiveQuery next) {
    query = next;
    lines.show(next);
    next.viewport(first, count);
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

  void markOpen(String name) {
    String before = open;
    open = name;
    for (String changed : List.of(before, name)) {
      lines.line(changed).ifPresent(getContent()::sendAgain);
    }
  }

  Optional<LiveRow> neighbour(String name, int by) {
    LiveQuery source = query;
    if (source == null) {
      return Optional.empty();
    }
    return IntStream.range(Math.max(0, first - count), Math.min(source.size(), first + 2 * count))
        .filter(index -> source.row(index).filter(row -> row.name().equals(name)).isPresent())
        .map(index -> index + by)
        .filter(index -> index >= 0 && index < source.size())
        .boxed()
        .findFirst()
        .flatMap(source::row);
  }

  /** One two-line column instead of all, for narrow screens. */
  void arrange(List<String> visible, Width width) {
    boolean narrow = width == Width.NARROW;
    compact.setVisible(narrow);
    columns.forEach(
        (column, shown) -> {
          shown.setVisible(!narrow && visible.contains(column.key()));
          shown.setWidth(
              width == Width.HALF ? "calc(" + column.width() + " * 0.7)" : column.width());
        });
    getContent().getElement().getClassList().set("ew-compact", narrow);
  }

  void markOrder(String path, SortDirection direction) {
    columns.forEach(
        (column, shown) -> {
          if (column.orderBy().equals(path)) {
            getContent().sort(List.of(new GridSortOrder<>(shown, direction)));
          }
        });
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

  private Grid.Column<Line> column(LiveColumn column) {
    Grid.Column<Line> shown = getContent().addColumn(renderer(column.cell()));
    shown
        .setKey(column.key())
        .setHeader(column.title())
        .setWidth(column.width())
        .setFlexGrow(column.grow());
    shown.setResizable(true).setFrozen(column.presence() == LiveColumn.Presence.ALWAYS);
    shown.setRowHeader(column.presence() == LiveColumn.Presence.ALWAYS);
    shown.setPartNameGenerator(line -> line.changedPart(column, clock.instant()));
    if (column.sortable()) {
      shown.setSortProperty(column.orderBy());
      shown.setSortable(true);
    }
    return shown;
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

  /** How much room there is. */
  enum Width {
    WIDE,
    HALF,
    NARROW
  }
}
