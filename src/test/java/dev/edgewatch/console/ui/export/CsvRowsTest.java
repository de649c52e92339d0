package dev.edgewatch.console.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import dev.edgewatch.console.bff.ListReading;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.resource.Catalog;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that spreadsheets open, of texts that anybody may have typed. */
class CsvRowsTest {
  private static final Instant AS_OF = Instant.parse("2026-11-24T14:05:32Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "|calc",
        "%0A=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)"
      })
  void whatASpreadsheetWouldComputeIsText(String cell) throws IOException {
    assertThat(readBack(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pump-1",
        "a;b",
        "a,b\tc",
        "say \"no\"",
        "two\r\nlines",
        "\uFEFFmark",
        " =1",
        "a=1",
        "日本"
      })
  void everythingElseIsAsItWas(String cell) throws IOException {
    assertThat(readBack(cell)).isEqualTo(cell);
  }

  @Test
  void allCellsAreQuoted() throws IOException {
    assertThat(file("a;b"))
        .isEqualTo("\"title\",\"as_of\"\r\n\"a;b\",\"2026-11-24T14:05:32Z\"\r\n");
  }

  private static String readBack(String cell) throws IOException {
    List<CSVRecord> records = CSVFormat.RFC4180.parse(new StringReader(file(cell))).getRecords();
    assertThat(records).hasSize(2);
    assertThat(records.get(1)).hasSize(2);
    return records.get(1).get(0);
  }

  private static String file(String cell) throws IOException {
    var spec =
        new ExportSpec(
            "devices",
            new LiveQuery.Spec(
                Catalog.compiled().type("devices.edgelq.com/Device"),
                "projects/p/regions/-",
                "",
                "",
                Set.of(),
                List.of("name")),
            List.of(),
            List.of(),
            List.of(new ExportSpec.Column("title", row -> cell)));
    StringWriter file = new StringWriter();
    RowWriter rows = new CsvRows(file, spec, AS_OF);
    rows.row(new AnyRow());
    rows.end(new ListReading.Summary(1, Map.of(), List.of(), false));
    return file.toString();
  }

  /** The columns of these files do not look at it. */
  private record AnyRow() implements LiveRow {
    @Override
    public String name() {
      return "";
    }

    @Override
    public String region() {
      return "";
    }

    @Override
    public Message resource() {
      return StringValue.getDefaultInstance();
    }

    @Override
    public Optional<Instant> heldSince() {
      return Optional.empty();
    }

    @Override
    public Map<String, Instant> changedPaths() {
      return Map.of();
    }

    @Override
    public Optional<Instant> enteredAt() {
      return Optional.empty();
    }

    @Override
    public Optional<Gone> gone() {
      return Optional.empty();
    }
  }
}
