package dev.edgewatch.console.ui.export;

import com.google.protobuf.util.JsonFormat;
import dev.edgewatch.console.bff.ListReading;
import dev.edgewatch.console.bff.LiveRow;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object: the rows as the API has them, masked to the columns, and behind them how true
 * they are.
 */
final class JsonRows implements RowWriter {
  private final JsonFormat.Printer message =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();
  private final JsonGenerator json;

  JsonRows(Writer file, ExportSpec spec, Instant asOf) {
    json = JsonMapper.shared().createGenerator(file);
    json.writeStartObject();
    json.writeStringProperty("filter", spec.query().filter());
    json.writeStringProperty("order_by", spec.query().orderBy());
    json.writeStringProperty("as_of", asOf.toString());
    json.writeArrayPropertyStart("rows");
  }

  @Override
  public void row(LiveRow row) throws IOException {
    json.writeRawValue(message.print(row.resource()));
  }

  @Override
  public void end(ListReading.Summary summary) {
    json.writeEndArray();
    json.writeNumberProperty("row_count", summary.rows());
    json.writeBooleanProperty("more_rows_exist", summary.more());
    json.writeObjectPropertyStart("positions");
    summary.positions().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("missing_regions");
    summary.missing().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }
}
