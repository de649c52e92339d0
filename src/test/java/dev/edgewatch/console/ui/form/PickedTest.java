package dev.edgewatch.console.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PickedTest {
  private final Picked picked = new Picked();

  @Test
  void whatIsTakenOutAndPutInAgainIsNoChange() {
    picked.show(List.of("c", "a", "b"));

    picked.set("a", false);
    assertThat(picked.values()).containsExactly("c", "b");
    picked.set("a", true);
    assertThat(picked.values()).containsExactly("c", "a", "b");
  }

  @Test
  void whatIsNewFollowsInTheOrderInWhichItWasPicked() {
    picked.show(List.of("c"));

    picked.set("b", true);
    picked.set("a", true);

    assertThat(picked.values()).containsExactly("c", "b", "a");
  }

  @Test
  void whatWasThereIsOfferedAlsoWhenItIsTakenOut() {
    picked.show(List.of("gone-region"));

    picked.set("gone-region", false);

    assertThat(picked.seen()).containsExactly("gone-region");
    assertThat(picked.values()).isEmpty();
  }
}
