package dev.edgewatch.console.ui.personal;

import org.jspecify.annotations.Nullable;

/**
 * A list as somebody named it.
 *
 * @param name as typed; views without one are left out
 * @param query the query of the list's address, without a question mark
 */
public record SavedView(String name, String query) {
  /** Longest name. */
  public static final int LONGEST_NAME = 60;

  /** What comes out of a browser may lack anything. */
  public SavedView(@Nullable String name, @Nullable String query) {
    this.name = name == null ? "" : name;
    this.query = query == null ? "" : query;
  }
}
