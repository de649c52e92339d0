package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Boundary tokens of live pages: contract sections 4.3 and 6.3, rule 4, and gap A12. */
interface PageTokenRules {
  Scene scene(String word);

  @Test
  default void theNextTokenComesWithTheFirstRowBehindAndGoesWithTheLast() throws Exception {
    Scene scene = scene("tokens");
    scene.create("a", "b");
    try (LivePage page = scene.page(2)) {
      LivePage.Shown snapshot = page.next();
      assertThat(snapshot.previousToken()).isEmpty();
      assertThat(snapshot.nextToken()).isEmpty();
      scene.create("c");
      LivePage.Shown more = page.next();
      assertThat(more.changes()).isEmpty();
      assertThat(more.nextToken()).isNotEmpty();
      scene.delete("c");
      assertThat(page.next().nextToken()).isEmpty();
    }
  }

  @Test
  default void theNextTokenFollowsTheLastRowOfTheWindow() throws Exception {
    Scene scene = scene("follows");
    scene.create("a", "b", "c", "d");
    try (LivePage page = scene.page(2)) {
      String first = page.next().nextToken();
      scene.delete("a");
      LivePage.Shown shown = page.until(List.of("b", "c"));
      assertThat(shown.nextToken()).isNotEmpty().isNotEqualTo(first);
      try (LivePage next = scene.page(shown.nextToken(), 2, 0)) {
        assertThat(next.next().rows()).containsExactly("d");
      }
    }
  }

  @Test
  default void aTokenOpensTheNextPageAndItsTokenThePageBefore() throws Exception {
    Scene scene = scene("pages");
    scene.create("a", "b", "c", "d", "e");
    try (LivePage first = scene.page(2);
        LivePage second = scene.page(first.next().nextToken(), 2, 0)) {
      LivePage.Shown shown = second.next();
      assertThat(shown.rows()).containsExactly("c", "d");
      try (LivePage back = scene.page(shown.previousToken(), 2, 0)) {
        assertThat(back.next().rows()).containsExactly("a", "b");
      }
    }
  }

  @Test
  default void aPageStaysAtTheValueOfItsTokenWhateverHappensToThatRow() throws Exception {
    Scene scene = scene("anchor");
    scene.create("a", "b", "c", "d");
    try (LivePage first = scene.page(2);
        LivePage second = scene.page(first.next().nextToken(), 2, 0)) {
      assertThat(second.next().rows()).containsExactly("c", "d");
      scene.delete("b");
      scene.create("aa");
      scene.create("bb");
      LivePage.Shown shown = second.next();
      assertThat(shown.rows()).containsExactly("bb", "c");
    }
  }

  @Test
  default void anOffsetTokenIsAPlaceInTheWholeResult() throws Exception {
    Scene scene = scene("offset");
    scene.create("b", "c", "d", "e");
    try (LivePage page = scene.page("r.e.O.1", 2, 0)) {
      assertThat(page.next().rows()).containsExactly("c", "d");
      scene.create("a");
      assertThat(page.next().rows()).containsExactly("b", "c");
    }
  }

  @Test
  default void aTokenThatIsNoneIsRefused() throws Exception {
    try (LivePage page = scene("notoken").page("r.e.X.1", 2, 0)) {
      assertThat(page.end()).isEqualTo("INVALID_ARGUMENT");
    }
  }
}
