package dev.edgewatch.console.ui.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowChangesTest {
  private record Row(String key, String says) {}

  @Test
  void onlyRowsThatSaySomethingElseAreSentAgain() {
    var changes =
        changes(List.of(row("a", "1"), row("b", "1")), List.of(row("a", "1"), row("b", "2")));

    assertThat(changes.sameOrder()).isTrue();
    assertThat(changes.changed()).containsExactly(row("b", "2"));
  }

  @Test
  void rowsThatComeGoOrMoveAreReadAgain() {
    assertThat(changes(List.of(row("a", "1")), List.of()).sameOrder()).isFalse();
    assertThat(
            changes(List.of(row("a", "1"), row("b", "1")), List.of(row("b", "1"), row("a", "1")))
                .sameOrder())
        .isFalse();
  }

  private static RowChanges<Row> changes(List<Row> before, List<Row> after) {
    return RowChanges.of(before, after, Row::key);
  }

  private static Row row(String key, String says) {
    return new Row(key, says);
  }
}
