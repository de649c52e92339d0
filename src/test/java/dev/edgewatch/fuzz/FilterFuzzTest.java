package dev.edgewatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.resource.filter.FilterClauses;
import dev.edgewatch.widgets.Widgets;
import java.util.stream.Stream;

class FilterFuzzTest extends ReadsAnyText {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "()",
            "display_name = \"pump\" AND NOT (description != \"\\u00e9\\n\" | name IS NULL)",
            "spec.size_mm >= -12 + spec.weight_kg < 1.5e3 spec.tolerance IS NOT NAN -- so",
            "spec.color IN (\"RED\", 2) OR spec.other_colors CONTAINS ANY [\"RED\"]",
            "metadata.labels.some-key/sub NOT IN [\"a\"] AND metadata.tags HAS VALUE \"x\"",
            "metadata.create_time >= \"2024-01-01T00:00:00+01:00\" AND spec.warranty < \"1.5s\"",
            "spec.location = {\"latitude\": 52.2, \"longitude\": [1, null, true]}",
            "spec.photo = \"cGljdHVyZQ==\" AND parts.screws.length_mm = 8",
            "layout.children.children.title CONTAINS \"x\"",
            "name = \"projects/-/regions/us-west2/widgets/w\" AND display_name LIKE \"x\"",
            "(".repeat(40) + "name IS NULL" + ")".repeat(40),
            "NOT ".repeat(40) + "name IS NULL",
            "spec.extra = " + "{\"a\": ".repeat(200) + "1" + "}".repeat(200),
            "layout" + ".children".repeat(400) + ".title = \"\"",
            "name IS NULL ".repeat(200))
        .map(text -> new FuzzInput(Widgets.WIDGET, text).bytes());
  }

  @Override
  protected void read(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    FuzzInput.check(
        () -> Filter.parse(input.type(), input.text()),
        filter -> {
          assertThat(Filter.parse(input.type(), filter.text())).isEqualTo(filter);
          assertThat(filter.satisfies(filter)).isTrue();
          if (filter.test(input.resource())) {
            filter
                .pins()
                .forEach(
                    pin ->
                        assertThat(pin.path().values(input.resource()))
                            .containsExactly(pin.value()));
          }
          FilterClauses.of(input.type(), filter.text());
        });
  }
}
