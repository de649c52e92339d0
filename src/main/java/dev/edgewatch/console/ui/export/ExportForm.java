package dev.edgewatch.console.ui.export;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;

/** The kinds of files. */
enum ExportForm {
  CSV("csv") {
    @Override
    RowWriter open(Writer file, ExportSpec spec, Instant asOf) throws IOException {
      return new CsvRows(file, spec, asOf);
    }
  },
  JSON("json") {
    @Override
    RowWriter open(Writer file, ExportSpec spec, Instant asOf) throws IOException {
      return new JsonRows(file, spec, asOf);
    }
  };

  private final String ending;

  ExportForm(String ending) {
    this.ending = ending;
  }

  abstract RowWriter open(Writer file, ExportSpec spec, Instant asOf) throws IOException;

  String ending() {
    return ending;
  }
}
