package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;
import com.microsoft.playwright.Download;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Taking a list elsewhere: as a file, as a command. */
class TakeAwayFlowTest {
  private static final String OF_NEWARK =
      ConsolePage.devicesPath()
          + "?filter=metadata.labels.site+%3D+%22ewr%22&columns=name,id,region";

  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void theFilteredListIsExportedWithTheColumnsThatAreShown() throws IOException {
    ConsolePage console = one.ann(OF_NEWARK);
    console.settledGrid();
    int matching = Integer.parseInt(console.id("count").locator(".semi").textContent());

    Download file = export(console, "csv");

    assertThat(file.suggestedFilename()).matches("devices-acme-cold-chain-\\d{8}T\\d{6}Z\\.csv");
    try (CSVParser csv =
        CSVParser.parse(
            file.path(),
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      assertThat(csv.getHeaderNames()).containsExactly("Name", "ID", "Region", "as_of");
      List<CSVRecord> rows = csv.getRecords();
      assertThat(rows).hasSize(matching);
      assertThat(rows).allMatch(row -> row.get("ID").contains("-ewr-"));
      assertThat(rows).extracting(row -> row.get("Name")).isSorted();
    }
    assertThat(console.id("export-toast")).containsText("Exported " + matching + " rows");
    console.picture("devices-exported");
  }

  @Test
  void theFileInJsonSaysHowTrueItIs() throws IOException {
    ConsolePage console = one.ann(OF_NEWARK);
    console.settledGrid();

    Download file = export(console, "json");

    JsonNode json = JsonMapper.shared().readTree(Files.readString(file.path()));
    assertThat(json.path("filter").asString()).isEqualTo("metadata.labels.site = \"ewr\"");
    assertThat(json.path("rows").size()).isEqualTo(json.path("row_count").asInt());
    assertThat(json.path("rows").path(0).propertyNames())
        .containsExactlyInAnyOrder("name", "display_name");
    assertThat(json.path("positions").propertyNames()).contains("us-west2", "eastus2", "japaneast");
    assertThat(json.path("missing_regions").isEmpty()).isTrue();
  }

  @Test
  void theLiveViewIsCopiedAsTheRequestsBehindIt() throws Exception {
    ConsolePage console = one.ann(OF_NEWARK);
    console.settledGrid();

    console.id("toolbar-copy-as").click();

    assertThat(console.id("copy-as-text")).containsText("WatchDevices");
    console.picture("copy-as-grpcurl");
    String grpcurl = console.id("copy-as-text").textContent();
    String request = grpcurl.substring(grpcurl.indexOf('{'), grpcurl.lastIndexOf('}') + 1);
    assertThat(parsed(request))
        .contains("projects/acme-cold-chain/regions/us-west2")
        .contains("metadata.labels.site")
        .contains("display_name");
    assertThat(grpcurl).contains("$EW_TOKEN").doesNotContain("eyJ");

    console.id("copy-as-java").click();
    assertThat(console.id("copy-as-text")).containsText("WatchDevicesRequest.newBuilder()");
    console.picture("copy-as-java");
    console.id("copy-as-cuttle").click();
    assertThat(console.id("copy-as-text"))
        .containsText("cuttle devices watch devices --project acme-cold-chain --region us-west2");
    console.id("copy-as-link").click();
    assertThat(console.id("copy-as-text")).containsText(OF_NEWARK.replaceAll("\\?.*", ""));
    console.id("copy-as-copy").click();
    assertThat((String) console.page().evaluate("navigator.clipboard.readText()"))
        .startsWith(one.demo().url() + ConsolePage.devicesPath());
  }

  /** As the API would read it: refuses unknown fields and values. */
  private static String parsed(String json) throws Exception {
    var type = Catalog.compiled().type("devices.edgelq.com/Device");
    var builder =
        DynamicMessage.newBuilder(
            DerivedDescriptors.compiled().closure().stream()
                .flatMap(file -> file.getMessageTypes().stream())
                .filter(
                    message ->
                        message
                            .getFullName()
                            .equals(
                                type.descriptor().getFile().getPackage() + ".WatchDevicesRequest"))
                .findFirst()
                .orElseThrow());
    JsonFormat.parser().merge(json, builder);
    return builder.build().toString();
  }

  private static Download export(ConsolePage console, String form) {
    console.id("toolbar-export").click();
    return console.page().waitForDownload(() -> console.id("export-" + form).click());
  }
}
