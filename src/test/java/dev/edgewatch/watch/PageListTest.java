package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageListTest {
  private final WatchFixture fixture = new WatchFixture();

  @AfterEach
  void close() {
    fixture.close();
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
}
