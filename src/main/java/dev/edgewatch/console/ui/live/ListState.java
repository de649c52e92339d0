package dev.edgewatch.console.ui.live;

import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a person made of a list, as it stands in the address.
 *
 * @param filter contract language, empty for all
 * @param orderBy contract language, empty for the standard order
 * @param columns those that are shown, in their order; empty for the standard ones
 * @param regions ids, empty for all
 */
public record ListState(
    String filter, String orderBy, List<ColumnChoice> columns, Set<String> regions) {
  public static final ListState STANDARD = new ListState("", "", List.of(), Set.of());

  /** Reads the query of an address; anything may stand there. */
  public static ListState of(QueryParameters query) {
    return new ListState(
        query.getSingleParameter("filter").orElse(""),
        query.getSingleParameter("orderBy").orElse(""),
        ColumnChoice.parse(query.getSingleParameter("columns").orElse("")),
        Set.copyOf(split(query.getSingleParameter("regions").orElse(""))));
  }

  /** The query of an address that {@link #of} reads again; standard values are left out. */
  public QueryParameters query() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("filter", filter);
    parameters.put("orderBy", orderBy);
    parameters.put("columns", ColumnChoice.text(columns));
    parameters.put("regions", new TreeSet<>(regions).stream().collect(Collectors.joining(",")));
    parameters.values().removeIf(String::isEmpty);
    return QueryParameters.simple(parameters);
  }

  public ListState withFilter(String text) {
    return new ListState(text, orderBy, columns, regions);
  }

  ListState withOrder(String text) {
    return new ListState(filter, text, columns, regions);
  }

  ListState withColumns(List<ColumnChoice> choices) {
    return new ListState(filter, orderBy, choices, regions);
  }

  /** With only this region, or with all when it was the only one. */
  ListState toggling(String region) {
    return new ListState(
        filter, orderBy, columns, regions.equals(Set.of(region)) ? Set.of() : Set.of(region));
  }

  private static List<String> split(String text) {
    return new ArrayList<>(
        Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList());
  }
}
