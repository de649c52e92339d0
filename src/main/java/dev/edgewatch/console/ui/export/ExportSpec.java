package dev.edgewatch.console.ui.export;

import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import java.util.List;
import java.util.function.Function;

/**
 * What is exported: the rows of a list as it is filtered and ordered, with the columns that are
 * shown.
 *
 * @param name beginning of the file's name, for example {@code devices-acme-cold-chain}
 * @param regions ids of the regions to read, in order
 * @param absent ids of the regions of the list that cannot be read
 */
public record ExportSpec(
    String name,
    LiveQuery.Spec query,
    List<String> regions,
    List<String> absent,
    List<Column> columns) {

  /**
   * One column of the file.
   *
   * @param text of a row's cell, times in UTC as ISO 8601
   */
  public record Column(String title, Function<LiveRow, String> text) {}
}
