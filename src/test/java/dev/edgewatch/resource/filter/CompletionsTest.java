package dev.edgewatch.resource.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Completions.Suggestion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The place asked for is the end of the text, unless a bar stands in it. */
class CompletionsTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");

  @Test
  void emptyFilterSuggestsTheFieldsOfTheType() {
    assertThat(texts("")).contains("name", "display_name", "status", "NOT");
  }

  @Test
  void typedWordFindsFieldsAnywhereInTheType() {
    assertThat(texts("display")).first().isEqualTo("display_name");
    assertThat(texts("serial"))
        .contains("status.device_info.hardware_information.system.serial_number");
    assertThat(texts("display_name = \"x\" AND status.conn"))
        .containsExactly("status.connection_status", "status.connection_status_change_time");
    assertThat(completions("NOT status.conn").start()).isEqualTo(4);
  }

  @Test
  void fieldsAreDescribed() {
    assertThat(completions("metadata.create_t").suggestions())
        .singleElement()
        .isEqualTo(new Suggestion(Completions.Kind.FIELD, "metadata.create_time", "time"));
  }

  @Test
  void operatorsFitTheField() {
    assertThat(texts("metadata.tags "))
        .containsExactly("CONTAINS", "CONTAINS ANY", "CONTAINS ALL", "IS NULL", "IS NOT NULL");
    assertThat(texts("metadata.create_time ")).startsWith(">=", "<=").contains("IS NULL");
    assertThat(texts("spec.disable_device_discovery ")).containsExactly("=", "!=");
    assertThat(texts("display_name i")).containsExactly("IN");
    assertThat(texts("metadata.generation >")).containsExactly(">=", ">");
  }

  @Test
  void valuesOfEnumerationsAndTruthsAreGiven() {
    assertThat(texts("status.connection_status = ")).contains("\"CONNECTED\"", "\"DISCONNECTED\"");
    assertThat(texts("status.connection_status IN (\"CONNECTED\", \"dis"))
        .containsExactly("\"DISCONNECTED\"");
    assertThat(texts("spec.disable_device_discovery = t")).containsExactly("TRUE");
    assertThat(completions("metadata.create_time > ").hint()).isEqualTo(Times.TIMESTAMP_FORM);
  }

  @Test
  void wholeConditionIsFollowedByConnectors() {
    assertThat(texts("display_name = \"x\" ")).containsExactly("AND", "OR");
    assertThat(texts("(spec.location = {\"address\":\"x\"}) o")).containsExactly("OR");
    assertThat(texts("metadata.tags IS ")).containsExactly("NULL", "NOT NULL");
  }

  @Test
  void onlyTheTextBeforeThePlaceMatters() {
    assertThat(Completions.at(DEVICE, "display_na = \"x\"", 7).suggestions())
        .first()
        .isEqualTo(new Suggestion(Completions.Kind.FIELD, "display_name", "text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "display_name = \"",
        "\"",
        "colour ",
        "a & ",
        "= ",
        "display_name = {\"a\"",
        "-- comment",
        "a.",
        "\\"
      })
  void nonsenseGivesNothing(String text) {
    assertThat(completions(text).suggestions())
        .extracting(Suggestion::kind)
        .doesNotContain(Completions.Kind.OPERATOR);
  }

  private static List<String> texts(String text) {
    return completions(text).suggestions().stream().map(Suggestion::text).toList();
  }

  private static Completions completions(String text) {
    return Completions.at(DEVICE, text, text.length());
  }
}
