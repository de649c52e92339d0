package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageListTest {
  private final WatchFixture fixture = new WatchFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyPageIsTheOneCutFromEverything(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Questions questions = new Questions(random);
    for (int i = 0; i < 200; i++) {
      fixture.change(random);
      Query query = questions.query();
      String token = questions.token(query, fixture.numbers());
      int size = random.nextInt(1, 15);
      Page page = fixture.watches.list(query, token, size);
      NaivePages.Cut cut = NaivePages.cut(fixture.feed.rows(), query, token, size);
      assertThat(encoded(page.resources())).isEqualTo(encoded(cut.rows()));
      assertThat(page.offset()).isEqualTo(cut.offset());
      assertThat(page.total()).isEqualTo(cut.total());
      assertThat(page.previousToken()).isEqualTo(cut.tokens().previous());
      assertThat(page.nextToken()).isEqualTo(cut.tokens().next());
      assertThat(page.position()).isEqualTo(fixture.feed.position());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void walkingForwardThenBackwardMeetsEachRowOnceInOrder(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int i = 0; i < 60; i++) {
      fixture.change(random);
    }
    Query query = new Questions(random).query();
    int size = random.nextInt(1, 9);
    List<String> sorted = names(NaivePages.cut(fixture.feed.rows(), query, "", 1000).rows());
    List<String> forward = new ArrayList<>();
    Page page = fixture.watches.list(query, "", size);
    forward.addAll(names(page.resources()));
    while (!page.nextToken().isEmpty()) {
      page = fixture.watches.list(query, page.nextToken(), size);
      forward.addAll(names(page.resources()));
    }
    assertThat(forward).isEqualTo(sorted);
    List<String> backward = new ArrayList<>(names(page.resources()));
    while (!page.previousToken().isEmpty()) {
      page = fixture.watches.list(query, page.previousToken(), size);
      backward.addAll(0, names(page.resources()));
    }
    assertThat(backward).isEqualTo(sorted);
  }

  @Test
  void negativePageSizeIsRefusedAndAHugeOneCut() {
    for (int i = 0; i < 1200; i++) {
      fixture.feed.save(Devices.resource(Devices.device(i)));
    }
    Query query = Devices.query("", "");
    assertThatThrownBy(() -> fixture.watches.list(query, "", -3))
        .isInstanceOf(RefusalException.class)
        .hasMessage("page_size is -3; expected 0 to 1000");
    assertThat(fixture.watches.list(query, "", 0).resources()).hasSize(100);
    assertThat(fixture.watches.list(query, "", 1_000_000).resources()).hasSize(1000);
  }

  @Test
  void batchGetAnswersInTheOrderAskedAndLeavesOutWhatIsMissing() {
    fixture.feed.save(Devices.resource(Devices.device(1)), Devices.resource(Devices.device(2)));
    assertThat(
            fixture.watches.batchGet(
                Devices.DEVICE,
                List.of(Devices.name(2), Devices.name(3), Devices.name(1), Devices.name(2))))
        .containsOnlyKeys(Devices.name(2), Devices.name(1))
        .extracting(found -> List.copyOf(found.keySet()))
        .isEqualTo(List.of(Devices.name(2), Devices.name(1)));
  }

  @Test
  void aSearchFindsTheBeginningsOfAllItsWordsInTheDeclaredFields() {
    fixture.feed.save(
        Devices.resource(Devices.device(1).setDisplayName("Blast Freezer North")),
        Devices.resource(
            Devices.device(2).setDisplayName("Blast chiller").setDescription("at the north gate")),
        Devices.resource(Devices.device(3).setDisplayName("Freezer")));
    assertThat(search("blast nor")).containsExactly(Devices.name(1), Devices.name(2));
    assertThat(search("FREEZER")).containsExactly(Devices.name(1), Devices.name(3));
    assertThat(search("reezer")).isEmpty();
    assertThat(search("0002")).containsExactly(Devices.name(2));
    assertThat(search("projects")).as("what every name has in common finds nothing").isEmpty();
    assertThat(search("")).hasSize(3);
  }

  private List<String> search(String phrase) {
    return names(fixture.watches.search(Devices.query("", ""), phrase, "", 10).resources());
  }

  private static List<String> names(List<Resource> resources) {
    return resources.stream().map(Resource::name).toList();
  }

  private static List<Object> encoded(List<Resource> resources) {
    return resources.stream().<Object>map(Resource::encoded).toList();
  }
}
