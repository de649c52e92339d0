package dev.edgewatch.resource.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.FilterClauses.Clause;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterClausesTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");

  @Test
  void clausesAreTheConditionsThatMustAllHold() {
    String text =
        "displayName = \"a AND b\" AND metadata.tags CONTAINS ANY (\"x\", \"y\") metadata.update_time IS NOT NULL";
    List<Clause> clauses = clauses(text);
    assertThat(clauses)
        .containsExactly(
            new Clause(0, 23, "displayName = \"a AND b\"", "displayName", "=", "\"a AND b\""),
            new Clause(
                28,
                65,
                "metadata.tags CONTAINS ANY (\"x\", \"y\")",
                "metadata.tags",
                "CONTAINS ANY",
                "(\"x\", \"y\")"),
            new Clause(
                66,
                98,
                "metadata.update_time IS NOT NULL",
                "metadata.update_time",
                "IS NOT NULL",
                ""));
    clauses.forEach(
        clause ->
            assertThat(text.substring(clause.start(), clause.end())).isEqualTo(clause.text()));
  }

  @Test
  void canonicalTextHasTheSameClausesAsWhatWasTyped() {
    String typed = "display_name = \"x\" name != \"projects/p/regions/us-west2/devices/dd\"";
    assertThat(clauses(Filter.parse(DEVICE, typed).text()))
        .extracting(Clause::field, Clause::operator, Clause::value)
        .isEqualTo(
            clauses(typed).stream()
                .map(
                    clause ->
                        org.assertj.core.groups.Tuple.tuple(
                            clause.field(), clause.operator(), clause.value()))
                .toList());
  }

  @Test
  void disjunctionIsOneClauseThatCanBeJoined() {
    FilterClauses either = FilterClauses.of(DEVICE, "display_name = \"x\" OR display_name = \"y\"");
    assertThat(either.clauses())
        .singleElement()
        .satisfies(clause -> assertThat(clause.field()).isEmpty());
    FilterClauses both =
        FilterClauses.of(DEVICE, either.with(FilterClauses.of(DEVICE, "metadata.generation > 3")));
    assertThat(both.clauses()).hasSize(2);
    assertThat(both.without(both.clauses().getFirst())).isEqualTo("metadata.generation > 3");
    assertThat(both.without(both.clauses().getLast()))
        .isEqualTo("(display_name = \"x\" OR display_name = \"y\")");
  }

  @Test
  void groupsAndNegationsHaveNoField() {
    assertThat(
            clauses(
                "NOT display_name = \"x\" AND (metadata.generation = 1 | metadata.generation = 2) AND ()"))
        .extracting(Clause::field)
        .containsExactly("", "", "");
  }

  @Test
  void emptyFilterHasNoClauses() {
    assertThat(clauses("  ")).isEmpty();
    assertThat(clauses("()")).isEmpty();
  }

  private static List<Clause> clauses(String text) {
    return FilterClauses.of(DEVICE, text).clauses();
  }
}
