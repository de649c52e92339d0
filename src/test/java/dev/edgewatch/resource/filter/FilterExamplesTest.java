package dev.edgewatch.resource.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.LabelledDomain;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of contract section 3.6, by their numbers; where they say {@code a}, fields of that
 * type stand in.
 */
class FilterExamplesTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  private static final ResourceType DEPLOYMENT =
      Catalog.compiled().type("meta.goten.com/Deployment");

  private static final Device PUMP =
      Device.newBuilder()
          .setName("projects/p/regions/us-west2/devices/pump")
          .setDisplayName("pump")
          .setMetadata(
              Meta.newBuilder()
                  .setCreateTime(
                      Timestamp.newBuilder().setSeconds(1704063600)) // 2023-12-31T23:00:00Z
                  .setGeneration(1)
                  .addTags("x")
                  .addTags("z")
                  .putLabels("env", "prod")
                  .putLabels("some-key/sub", "")
                  .setSyncing(
                      SyncingMeta.newBuilder().setOwningRegion("us-west2").addRegions("eastus2")))
          .setSpec(
              Device.Spec.newBuilder()
                  .setServiceAccount("projects/p/regions/rr/serviceAccounts/s")
                  .setLocation(Device.Spec.Location.newBuilder().setAddress("Main Street")))
          .setStatus(
              Device.Status.newBuilder()
                  .setConnectionStatus(ConnectionStatus.CONNECTED)
                  .addAddresses(
                      Device.Status.Address.newBuilder().setAddress("10.0.0.1").setType("wan")))
          .build();

  private static final Device BARE =
      Device.newBuilder().setName("projects/p/regions/eastus2/devices/bare").build();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        " 1 ~ ()                                                             ~ true  ~ true  ~ ``",
        " 2 ~ display_name = \"pump\"                                        ~ true  ~ false ~ display_name = \"pump\"",
        " 3 ~ display_name == \"pump\"                                       ~ true  ~ false ~ display_name = \"pump\"",
        " 4 ~ displayName != \"pump\"                                        ~ false ~ true  ~ display_name != \"pump\"",
        " 5 ~ spec.disable-device-discovery = FALSE                          ~ true  ~ true  ~ spec.disable_device_discovery = FALSE",
        " 6 ~ metadata.generation = 1 or metadata.generation = 2 and display_name = \"no\" ~ true ~ false "
            + "~ (metadata.generation = 1 OR (metadata.generation = 2 AND display_name = \"no\"))",
        " 7 ~ metadata.generation = 1 display_name = \"pump\"                ~ true  ~ false ~ (metadata.generation = 1 AND display_name = \"pump\")",
        " 8 ~ metadata.generation = 1 + display_name = \"pump\"              ~ true  ~ false ~ (metadata.generation = 1 AND display_name = \"pump\")",
        " 9 ~ metadata.generation = 0 | display_name = \"pump\"              ~ true  ~ true  ~ (metadata.generation = 0 OR display_name = \"pump\")",
        "10 ~ NOT metadata.generation = 1 AND display_name = \"\"            ~ false ~ true  ~ (NOT metadata.generation = 1 AND display_name = \"\")",
        "11 ~ not not metadata.generation = 1                                ~ true  ~ false ~ NOT NOT metadata.generation = 1",
        "12 ~ metadata.generation = -5 -- tail                               ~ false ~ false ~ metadata.generation = -5",
        "13 ~ status.connection_status = \"CONNECTED\"                       ~ true  ~ false ~ status.connection_status = \"CONNECTED\"",
        "14 ~ status.connection_status = 1                                   ~ true  ~ false ~ status.connection_status = \"CONNECTED\"",
        "15 ~ status.connection_status > \"CONNECTION_STATUS_UNSPECIFIED\"   ~ true  ~ false ~ status.connection_status > \"CONNECTION_STATUS_UNSPECIFIED\"",
        "16 ~ metadata.create_time >= \"2024-01-01T00:00:00+01:00\"          ~ true  ~ false ~ metadata.create_time >= \"2023-12-31T23:00:00Z\"",
        "17 ~ metadata.update_time IS NULL                                   ~ true  ~ true  ~ metadata.update_time IS NULL",
        "18 ~ metadata.create_time != NULL                                   ~ true  ~ false ~ metadata.create_time IS NOT NULL",
        "19 ~ metadata.labels.env = \"prod\"                                 ~ true  ~ false ~ metadata.labels.env = \"prod\"",
        "20 ~ metadata.labels.zone != \"a\"                                  ~ true  ~ true  ~ metadata.labels.zone != \"a\"",
        "21 ~ metadata.labels.some-key/sub IS NOT NULL                       ~ true  ~ false ~ metadata.labels.some-key/sub IS NOT NULL",
        "22 ~ metadata.tags CONTAINS \"x\"                                   ~ true  ~ false ~ metadata.tags CONTAINS \"x\"",
        "23 ~ metadata.tags HAS VALUE \"x\"                                  ~ true  ~ false ~ metadata.tags CONTAINS \"x\"",
        "24 ~ metadata.tags CONTAINS ANY (\"x\",\"y\")                       ~ true  ~ false ~ metadata.tags CONTAINS ANY (\"x\", \"y\")",
        "25 ~ metadata.tags CONTAINS ALL [\"x\",\"y\"]                       ~ false ~ false ~ metadata.tags CONTAINS ALL (\"x\", \"y\")",
        "26 ~ metadata.syncing.regions CONTAINS \"eastus2\"                  ~ true  ~ false ~ metadata.syncing.regions CONTAINS \"eastus2\"",
        "27 ~ metadata.syncing.owningRegion = \"us-west2\"                   ~ true  ~ false ~ metadata.syncing.owning_region = \"us-west2\"",
        "28 ~ name = \"projects/-/regions/us-west2/devices/-\"               ~ true  ~ false ~ name = \"projects/-/regions/us-west2/devices/-\"",
        // with the region rr, since r is none (contract section 1.2)
        "29 ~ spec.service_account NOT IN [\"projects/p/regions/rr/serviceAccounts/s\"] ~ false ~ true "
            + "~ spec.service_account NOT IN [\"projects/p/regions/rr/serviceAccounts/s\"]",
        "30 ~ status.addresses CONTAINS {\"address\":\"10.0.0.1\",\"type\":\"wan\"} ~ true ~ false "
            + "~ status.addresses CONTAINS {\"address\":\"10.0.0.1\",\"type\":\"wan\"}",
        "31 ~ spec.location = {\"address\" \"Main Street\"}                  ~ true  ~ false ~ spec.location = {\"address\":\"Main Street\"}"
      })
  void examplePassesAndPrintsAsTheContractSays(
      int number, String text, boolean pump, boolean bare, String canonical) {
    Filter filter = Filter.parse(DEVICE, text);
    assertThat(filter.test(PUMP)).as("pump").isEqualTo(pump);
    assertThat(filter.test(BARE)).as("bare").isEqualTo(bare);
    assertThat(filter.text()).isEqualTo(canonical == null ? "" : canonical);
    assertThat(Filter.parse(DEVICE, filter.text())).isEqualTo(filter);
  }

  @Test
  void deploymentsOfTheContractsOwnExamples() {
    Message upgrading =
        Deployment.newBuilder()
            .setUpgradeState(
                Deployment.UpgradeState.newBuilder()
                    .setStage(Deployment.UpgradeState.Stage.SWITCHING))
            .addLabelledDomains(
                LabelledDomain.newBuilder().setLabel("a").setDomain("d1").setWebGrpcAvailable(true))
            .build();
    for (String text :
        new String[] {
          "upgrade_state.stage = 2",
          "labelled_domains CONTAINS {\"label\":\"a\",\"domain\":\"d1\",\"webGrpcAvailable\":TRUE}",
          "is-disabled = FALSE",
          "db_location_tag = \"\"",
          "available_upgrade.api_version = \"\"",
          "available_upgrade.api_version != \"v1\"",
          "labelled_domains.label = \"a\"",
        }) {
      assertThat(Filter.parse(DEPLOYMENT, text).test(upgrading)).as(text).isTrue();
    }
    assertThat(Filter.parse(DEPLOYMENT, "labelled_domains.label != \"a\"").test(upgrading))
        .isFalse();
    assertThat(Filter.parse(DEPLOYMENT, "upgrade_state.stage = 2").text()).doesNotContain("= 2");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "32 ~ metadata.generation = 5.0               ~ 22 ~ the number 5.0; expected an integer of 64 bits",
        "33 ~ status.connection_status = ERROR        ~ 27 ~ expected a value: text in double quotes",
        "35 ~ metadata.labels.app.kubernetes = \"x\"  ~  0 ~ nothing is below",
        "36 ~ metadata.generation IN ()               ~ 24 ~ expected a value",
        "36 ~ metadata.generation <> 1                ~ 20 ~ found '<>'; expected one of =",
        "36 ~ display_name = 'x'                      ~ 15 ~ text is written in double quotes"
      })
  void wrongExamplesAreRefusedWhereTheyAreWrong(
      int number, String text, int position, String message) {
    RefusalException refused =
        catchThrowableOfType(RefusalException.class, () -> Filter.parse(DEVICE, text));
    Refusal.Invalid invalid = (Refusal.Invalid) refused.refusal();
    assertThat(invalid.message()).contains(message);
    assertThat(invalid.violations().getFirst().position()).isEqualTo(position);
  }

  @Test
  void example34LikeIsUnsupported() {
    RefusalException refused =
        catchThrowableOfType(
            RefusalException.class, () -> Filter.parse(DEVICE, "name LIKE \"x%\""));
    assertThat(refused.refusal()).isInstanceOf(Refusal.Unsupported.class);
  }
}
