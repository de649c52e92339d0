package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.personal.ViewsPlace;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

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
 * @param menu what can be done to one row
 * @param found how a row is drawn that was found by its words
 * @param scope id of the project, after which files are named
 * @param views under what views of it are saved
 * @param denied what is shown in place of rows that a person may not list
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
    Function<Selection, List<Component>> bulk,
    Function<LiveRow, List<RowAction>> menu,
    Function<LiveRow, Component> found,
    String scope,
    ViewsPlace views,
    Supplier<Component> denied) {

  ListWords words() {
    return new ListWords(type);
  }

  String orderBy(ListState state) {
    return state.orderBy().isEmpty() ? standardOrder : state.orderBy();
  }

  /** What regions are asked for: of the columns only those that are shown. */
  LiveQuery.Spec query(ListState state) {
    List<ColumnChoice> shown = ColumnChoice.shown(columns, state.columns());
    var paths = new TreeSet<>(always);
    columns.stream()
        .filter(column -> ColumnChoice.find(shown, column.key()).isPresent())
        .forEach(column -> paths.addAll(column.paths()));
    return new LiveQuery.Spec(
        type, parent, state.filter(), orderBy(state), state.regions(), List.copyOf(paths));
  }
}
