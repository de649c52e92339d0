package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an address can be used for a list. The rest is dropped and named, never answered with an
 * empty page.
 *
 * @param dropped a sentence for the reader, empty when all was understood
 */
public record AddressCheck(ListState understood, String dropped) {

  public static AddressCheck of(ResourceType type, ListState address, List<LiveColumn> columns) {
    List<String> notes = new ArrayList<>();
    String filter = address.filter();
    try {
      if (!filter.isEmpty()) {
        Filter.parse(type, filter);
      }
    } catch (RefusalException refused) {
      notes.add(text("filter.dropped", refused.refusal().message()));
      filter = "";
    }
    String orderBy = address.orderBy();
    try {
      OrderBy.parse(type, orderBy);
    } catch (RefusalException refused) {
      notes.add(text("order.dropped", refused.refusal().message()));
      orderBy = "";
    }
    List<String> known = columns.stream().map(LiveColumn::key).toList();
    List<String> unknown =
        address.columns().stream()
            .map(ColumnChoice::key)
            .filter(column -> !known.contains(column))
            .toList();
    if (!unknown.isEmpty()) {
      notes.add(text("column.dropped", String.join(", ", unknown)));
    }
    List<ColumnChoice> shown =
        address.columns().stream().filter(column -> known.contains(column.key())).toList();
    return new AddressCheck(
        new ListState(filter, orderBy, shown, address.regions()), String.join(" ", notes));
  }
}
