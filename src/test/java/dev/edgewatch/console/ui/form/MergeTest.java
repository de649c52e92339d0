package dev.edgewatch.console.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final Instant NOW = Instant.parse("2026-11-24T14:02:00Z");

  private final Merge<String> field = new Merge<>("Phoenix depot");

  @Test
  void untouchedFieldFollowsOthersAndRemembersWhatItWas() {
    field.hear("Phoenix depot, yard 3", NOW);

    assertThat(field.state()).isEqualTo(Merge.State.FOLLOWED);
    assertThat(field.mine()).isEqualTo("Phoenix depot, yard 3");
    assertThat(field.followed()).contains(new Merge.Followed<>("Phoenix depot", NOW));
  }

  @Test
  void touchedFieldStaysWhenOthersTouchOtherFields() {
    field.edit("Yuma");
    field.hear("Phoenix depot", NOW);

    assertThat(field.state()).isEqualTo(Merge.State.MINE);
    assertThat(field.mine()).isEqualTo("Yuma");
  }

  @Test
  void fieldTouchedByBothIsAClashAndLosesNeitherValue() {
    field.edit("Yuma");
    field.hear("Tucson", NOW);

    assertThat(field.state()).isEqualTo(Merge.State.CLASH);
    assertThat(field.mine()).isEqualTo("Yuma");
    assertThat(field.theirs()).isEqualTo("Tucson");
  }

  @Test
  void keepingMineEndsTheClashUntilOthersChangeItAgain() {
    field.edit("Yuma");
    field.hear("Tucson", NOW);

    field.keepMine();
    assertThat(field.state()).isEqualTo(Merge.State.MINE);

    field.hear("Flagstaff", NOW);
    assertThat(field.state()).isEqualTo(Merge.State.CLASH);
  }

  @Test
  void takingTheirsGivesUpMine() {
    field.edit("Yuma");
    field.hear("Tucson", NOW);
    field.takeTheirs();

    assertThat(field.state()).isEqualTo(Merge.State.AS_SAVED);
    assertThat(field.mine()).isEqualTo("Tucson");
  }

  @Test
  void sameValueFromBothIsNoClash() {
    field.edit("Yuma");
    field.hear("Yuma", NOW);

    assertThat(field.state()).isEqualTo(Merge.State.AS_SAVED);
  }

  @Test
  void savedFieldHearsItsOwnWriteWithoutCallingItSomebodyElses() {
    field.edit("Yuma");
    field.saved();
    field.hear("Yuma", NOW);

    assertThat(field.state()).isEqualTo(Merge.State.AS_SAVED);
    assertThat(field.followed()).isEmpty();
  }

  @Test
  void writingBackTheOldValueIsNoEdit() {
    field.edit("Yuma");
    field.edit("Phoenix depot");

    assertThat(field.state()).isEqualTo(Merge.State.AS_SAVED);
  }
}
