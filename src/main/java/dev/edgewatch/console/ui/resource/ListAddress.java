package dev.edgewatch.console.ui.resource;

import com.vaadin.flow.router.QueryParameters;
import dev.edgewatch.console.ui.live.ListState;

/** Where a list is found, and each of its resources: paths without a slash in front. */
public interface ListAddress {

  String path();

  /** One resource beside the list. */
  String path(String name, String tab);

  /** What stands behind the question mark. */
  default QueryParameters query(ListState state) {
    return state.query();
  }

  /** A resource's own page as a link, with the state of the list. */
  default String link(String name, ListState state) {
    String query = query(state).getQueryString();
    return path(name, "overview") + (query.isEmpty() ? "" : "?" + query);
  }
}
