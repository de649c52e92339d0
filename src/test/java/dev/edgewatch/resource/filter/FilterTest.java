package dev.edgewatch.resource.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter.Pin;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  private static final String NAME = "projects/p/regions/us-west2/devices/pump";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "display_name                            ~ 12 ~ expected a comparison operator, IS, IN, CONTAINS or LIKE after 'display_name', found end of filter",
        "display_name = \"x\" AND                ~ 22 ~ expected a field, NOT or '(', found end of filter",
        "(display_name = \"x\"                   ~ 19 ~ expected ')', AND, OR or another condition, found end of filter",
        "display_name = \"x\")                   ~ 18 ~ expected AND, OR or another condition, found ')'",
        "colour = 1                              ~  0 ~ has no field 'colour'",
        "display_name = 5                        ~ 15 ~ value of display_name is the number 5; expected text in double quotes",
        "display_name = \"x                      ~ 15 ~ text has no closing quote",
        "display_name = \"\\q\"                  ~ 16 ~ unknown escape in text",
        "display_name = \"\\ud800\"              ~ 16 ~ stands for no character",
        "display_name = \"\\xff\"                ~ 15 ~ not UTF-8",
        "display_name NOT LIKE \"x\"             ~ 17 ~ expected IN after NOT, found 'LIKE'",
        "display_name > NULL                     ~ 15 ~ NULL can only be compared by = and !=, found '>'",
        "display_name IS NAN                     ~ 13 ~ only numbers of type float and double can be NAN",
        "metadata.generation = 1e400             ~ 22 ~ expected an integer of 64 bits",
        "metadata.generation = 9223372036854775808 ~ 22 ~ expected an integer of 64 bits",
        "metadata.generation = +5                ~ 22 ~ the number +5; expected an integer",
        "metadata.generation = 1..2              ~ 22 ~ the number 1..2; expected an integer",
        "spec.logging_config.priority = 2147483648 ~ 31 ~ expected an integer of 32 bits",
        "status.connection_status = \"LOST\"     ~ 27 ~ expected one of \"CONNECTION_STATUS_UNSPECIFIED\", \"CONNECTED\"",
        "status.connection_status = 17           ~ 27 ~ the number 17; expected one of",
        "metadata.create_time > \"yesterday\"    ~ 23 ~ expected a time as in",
        "metadata.create_time > \"2024-02-30T00:00:00Z\" ~ 23 ~ expected a time as in",
        "spec.ssh_config.reject_period > \"1m\"  ~ 32 ~ expected a duration as in \"1.5s\"",
        "metadata.labels = {\"a\":\"b\"}         ~ 16 ~ is a map; expected a key behind a dot",
        "metadata.labels CONTAINS \"a\"          ~ 16 ~ is a map; expected a key behind a dot",
        "metadata.tags = \"a\"                   ~ 14 ~ is a list; expected CONTAINS",
        "metadata.tags CONTAINS NULL             ~ 23 ~ value of tags is NULL; expected text",
        "display_name CONTAINS \"a\"             ~ 13 ~ is no list",
        "spec.location < {}                      ~ 14 ~ is a message; expected = or !=",
        "spec.location = {\"colour\":1}          ~ 17 ~ Location has no field 'colour'",
        "name = \"pump\"                         ~  7 ~ unable to parse 'pump' as Device name",
        "display_name = \"a\" && name = \"b\"    ~ 19 ~ conditions are joined by AND",
        "display_name. = \"a\"                   ~ 13 ~ expected a field name behind 'display_name.'",
        "display_name = \"a\" , name = \"b\"     ~ 19 ~ found ','"
      })
  void refusalNamesThePlaceAndWhatWasExpected(String text, int position, String message) {
    Refusal.Invalid invalid = refused(text);
    assertThat(invalid.message()).contains(message);
    assertThat(invalid.violations().getFirst().position()).isEqualTo(position);
    assertThat(invalid.violations().getFirst().field()).isEqualTo("filter");
  }

  @Test
  void invisibleCharactersMustBeEscaped() {
    for (String bad : new String[] {"\u0000", "\u202e", "\ud800", "\n", "\u2066"}) {
      assertThat(refused("display_name = \"a" + bad + "\"").violations().getFirst().position())
          .isEqualTo(17);
    }
    Filter escaped =
        Filter.parse(DEVICE, "display_name = \"\\u0000\\u202e\\n\\t\\x41\\101\\U0001f600\\a\"");
    assertThat(
            escaped.test(
                Device.newBuilder().setDisplayName("\u0000\u202e\n\tAA\ud83d\ude00\u0007").build()))
        .isTrue();
    assertThat(Filter.parse(DEVICE, escaped.text())).isEqualTo(escaped);
  }

  @Test
  void sizeOfAFilterIsBounded() {
    assertThat(refused("NOT ".repeat(33) + "display_name = \"x\"").message())
        .contains("nested deeper than 32");
    assertThat(refused("(".repeat(33) + "display_name = \"x\"").message())
        .contains("nested deeper than 32");
    assertThat(refused("spec.location = " + "{\"a\"".repeat(40)).message())
        .contains("nested deeper than 32");
    assertThat(refused("name IS NULL ".repeat(101)).message()).contains("more than 100 conditions");
    assertThat(refused("display_name IN (" + "\"x\",".repeat(100) + "\"x\")").message())
        .contains("more than 100 values");
    assertThat(refused("display_name = \"" + "\u00e9".repeat(2048) + "\"").message())
        .contains("at most 4096");
    assertThat(refused("NOT ".repeat(1000)).message()).contains("nested deeper than 32");
    Filter deepest = Filter.parse(DEVICE, "NOT ".repeat(32) + "display_name = \"x\"");
    assertThat(deepest.test(Device.newBuilder().setDisplayName("x").build())).isTrue();
    assertThat(Filter.parse(DEVICE, deepest.text())).isEqualTo(deepest);
    assertThat(
            Filter.parse(DEVICE, String.join(" ", Collections.nCopies(100, "name IS NULL"))).text())
        .isNotEmpty();
  }

  @Test
  void blankTextIsNoFilter() {
    assertThat(Filter.parse(DEVICE, " \n")).isEqualTo(Filter.all(DEVICE));
    assertThat(Filter.all(DEVICE).text()).isEmpty();
    assertThat(Filter.all(DEVICE).test(Device.getDefaultInstance())).isTrue();
  }

  @Test
  void keywordsAreNotReserved() {
    Device device = Device.newBuilder().setMetadata(Meta.newBuilder().putLabels("in", "3")).build();
    assertThat(
            Filter.parse(DEVICE, "metadata.labels.in = \"3\" and metadata.labels.or IS NULL")
                .test(device))
        .isTrue();
    // quirk 7: without AND the word NOT is a field here, and no device has one
    assertThat(refused("metadata.generation = 1 NOT IN (3)").message()).contains("no field 'NOT'");
  }

  @Test
  void conjunctionOfFiltersIsOneFilter() {
    Filter one = Filter.parse(DEVICE, "display_name = \"x\" OR display_name = \"y\"");
    Filter other = Filter.parse(DEVICE, "metadata.generation > 1");
    assertThat(one.and(other).text())
        .isEqualTo("((display_name = \"x\" OR display_name = \"y\") AND metadata.generation > 1)");
    assertThat(one.and(Filter.all(DEVICE))).isEqualTo(one);
    assertThat(Filter.all(DEVICE).and(one)).isEqualTo(one);
  }

  @Test
  void whatAPathMustBeOneOfIsSaidByAnEqualityOrAList() {
    Filter filter =
        Filter.parse(
            DEVICE,
            "display_name IN [\"a\", \"b\"] AND metadata.generation = 4"
                + " AND (metadata.labels.x = \"1\" OR metadata.labels.x = \"2\")"
                + " AND NOT metadata.labels.y IN [\"3\"]");
    assertThat(filter.among(path("display_name"))).contains(Set.of("a", "b"));
    assertThat(filter.among(path("metadata.generation"))).contains(Set.of(4L));
    assertThat(filter.among(path("metadata.labels.y"))).isEmpty();
    assertThat(filter.among(path("name"))).isEmpty();
    assertThat(
            Filter.parse(DEVICE, "name = \"projects/-/regions/us-west2/devices/-\"")
                .among(path("name")))
        .as("a wildcard may be anything")
        .isEmpty();
  }

  @Test
  void pinsAreTheValuesATopLevelConjunctionDemands() {
    Filter filter =
        Filter.parse(
            DEVICE,
            "name = \""
                + NAME
                + "\" metadata.syncing.owning_region IN (\"us-west2\") status.connection_status = 1"
                + " metadata.generation = 0 (display_name = \"x\" OR display_name = \"y\")");
    assertThat(filter.pins())
        .extracting(Pin::path)
        .extracting(FieldPath::text)
        .containsExactly("name", "metadata.syncing.owning_region", "status.connection_status");
    Device device =
        Device.newBuilder()
            .setStatus(
                Device.Status.newBuilder()
                    .setConnectionStatus(Device.Status.ConnectionStatus.CONNECTED))
            .build();
    Pin status = filter.pins().getLast();
    assertThat(status.path().value(device)).contains(status.value());
    assertThat(filter.pinned(path("metadata.generation"))).contains(0L);
    assertThat(filter.pinned(path("display_name"))).isEmpty();
    assertThat(Filter.parse(DEVICE, "name = \"projects/-/regions/us-west2/devices/-\"").pins())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "display_name = \"a\"                          ~ ()                                        ~ true",
        "display_name = \"a\"                          ~ display_name = \"a\"                      ~ true",
        "display_name = \"a\" metadata.generation = 1  ~ display_name = \"a\"                      ~ true",
        "display_name = \"a\"                          ~ display_name = \"a\" metadata.generation = 1 ~ false",
        "display_name = \"a\"                          ~ display_name IN (\"a\", \"b\")            ~ true",
        "display_name IN (\"a\", \"b\")                ~ display_name = \"a\" OR display_name = \"b\" ~ true",
        "display_name = \"a\" OR display_name = \"b\"  ~ display_name IN (\"a\", \"b\", \"c\")     ~ true",
        "display_name = \"a\"                          ~ display_name != \"b\"                     ~ true",
        "display_name = \"a\"                          ~ display_name != \"a\"                     ~ false",
        "display_name != \"a\"                         ~ NOT display_name = \"a\"                  ~ true",
        "display_name NOT IN (\"a\", \"b\")            ~ display_name != \"a\"                     ~ true",
        "metadata.generation = 7                       ~ metadata.generation > 5                   ~ true",
        "metadata.generation > 5                       ~ metadata.generation >= 5                  ~ true",
        "metadata.generation >= 5                      ~ metadata.generation > 5                   ~ false",
        "metadata.tags CONTAINS ALL (\"a\", \"b\")     ~ metadata.tags CONTAINS \"a\"              ~ true",
        "metadata.tags CONTAINS ANY (\"a\", \"b\")     ~ metadata.tags CONTAINS \"a\"              ~ false",
        "metadata.tags CONTAINS \"a\"                  ~ metadata.tags CONTAINS ANY (\"a\", \"b\") ~ true",
        "metadata.syncing.regions CONTAINS \"a\"       ~ metadata.syncing.regions CONTAINS \"a\"   ~ true",
        "status.addresses.address = \"a\"              ~ status.addresses.address != \"b\"         ~ false",
        "spec.service_account = \"projects/p/regions/rr/serviceAccounts/ss\" ~ spec.service_account IS NOT NULL ~ true",
        "name = \"projects/p/regions/us-west2/devices/-\" ~ name = \"projects/-/regions/us-west2/devices/-\" ~ true",
        "name = \"projects/-/regions/us-west2/devices/-\" ~ name = \"projects/p/regions/us-west2/devices/-\" ~ false",
        "name = \"projects/-/regions/us-west2/devices/-\" ~ name != \"projects/p/regions/us-west2/devices/dd\" ~ false"
      })
  void filterSatisfiesWhatItImplies(String given, String wanted, boolean satisfied) {
    assertThat(Filter.parse(DEVICE, given).satisfies(Filter.parse(DEVICE, wanted)))
        .isEqualTo(satisfied);
  }

  private static FieldPath path(String text) {
    return FieldPath.parse(DEVICE.descriptor(), text);
  }

  private static Refusal.Invalid refused(String text) {
    RefusalException refused =
        catchThrowableOfType(RefusalException.class, () -> Filter.parse(DEVICE, text));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.refusal()).isInstanceOf(Refusal.Invalid.class);
    return (Refusal.Invalid) refused.refusal();
  }
}
