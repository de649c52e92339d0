package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What one list shows.
 *
 * @param key collection word, for robots: {@code devices} makes {@code devices-grid}
 * @param standardOrder contract order while nothing else is chosen
 * @param beside keys of the columns shown while a pane takes half the width
 * @param compact the single cell of narrow screens
 * @param always paths asked for whatever is shown
 * @param primary the page's primary button
 * @param bulk makes the actions of a selection
 */
public record ListSpec(
    ResourceType type,
    String parent,
    String key,
    List<LiveColumn> columns,
    String standardOrder,
    Set<String> beside,
    Cell compact,
    Set<String> always,
    Component primary,
    Function<Selection, List<Component>> bulk) {

  String orderBy(ListState state) {
    return state.orderBy().isEmpty() ? standardOrder : state.orderBy();
  }

  /** What regions are asked for: of the columns only those that are shown. */
  LiveQuery.Spec query(ListState state) {
    List<String> visible = ColumnChooser.visible(columns, state.columns());
    var paths = new TreeSet<>(always);
    columns.stream()
        .filter(column -> visible.contains(column.key()))
        .forEach(column -> paths.addAll(column.paths()));
    return new LiveQuery.Spec(
        type, parent, state.filter(), orderBy(state), state.regions(), List.copyOf(paths));
  }
}
