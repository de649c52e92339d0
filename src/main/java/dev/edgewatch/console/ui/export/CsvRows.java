package dev.edgewatch.console.ui.export;

import dev.edgewatch.console.bff.ListReading;
import dev.edgewatch.console.bff.LiveRow;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * CSV as RFC 4180 has it, with a header line and in each row when it was true. All cells are
 * quoted, so that none is split where a spreadsheet has another separator, and those that it would
 * take for a formula are made text (OWASP, CSV injection).
 */
final class CsvRows implements RowWriter {
  /** With one of these in front a spreadsheet computes. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\0|%＝＋－＠";

  private final CSVPrinter csv;
  private final List<ExportSpec.Column> columns;
  private final String asOf;

  CsvRows(Writer file, ExportSpec spec, Instant asOf) throws IOException {
    this.columns = spec.columns();
    this.asOf = asOf.truncatedTo(ChronoUnit.SECONDS).toString();
    this.csv = new CSVPrinter(file, CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get());
    List<String> header =
        new ArrayList<>(columns.stream().map(column -> harmless(column.title())).toList());
    header.add("as_of");
    csv.printRecord(header);
  }

  @Override
  public void row(LiveRow row) throws IOException {
    for (ExportSpec.Column column : columns) {
      csv.print(harmless(column.text().apply(row)));
    }
    csv.print(asOf);
    csv.println();
  }

  @Override
  public void end(ListReading.Summary summary) throws IOException {
    csv.flush();
  }

  static String harmless(String cell) {
    return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
