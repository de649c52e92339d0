package dev.edgewatch.console.ui.export;

import dev.edgewatch.console.bff.ListReading;
import dev.edgewatch.console.bff.LiveRow;
import java.io.IOException;

/** Writes rows into a file. */
interface RowWriter {
  void row(LiveRow row) throws IOException;

  /** Writes what is known only at the end. */
  void end(ListReading.Summary summary) throws IOException;
}
