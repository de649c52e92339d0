package dev.edgewatch.resource.filter;

import java.util.List;

/** A value as it is written in a filter, not yet of any type. */
sealed interface Written {
  /** Offset in the filter. */
  int position();

  record Text(int position, String value) implements Written {}

  record Numeral(int position, String digits) implements Written {}

  record Truth(int position, boolean value) implements Written {}

  record Null(int position) implements Written {}

  record Entries(int position, List<Entry> entries) implements Written {}

  /** One field of an object. */
  record Entry(int position, String key, Written value) {}
}
