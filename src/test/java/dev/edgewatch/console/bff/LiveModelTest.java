package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveModelTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  private static final OrderBy BY_DISPLAY_NAME = OrderBy.parse(DEVICE, "display_name");
  private static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
  private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(2);
  private static final int PAGE = 20;

  private static final List<String> ORDER = List.of("us-west2", "eastus2", "japaneast");

  private final Map<String, LivePages> regions = new LinkedHashMap<>();
  private Consumer<RegionRoster> roster = told -> {};

  @SuppressWarnings("NullAway.Init") // each test opens it when its regions have rows
  private LiveModel list;

  @BeforeEach
  void threeRegions() {
    for (String region : List.of("us-west2", "eastus2", "japaneast", "westeurope")) {
      regions.put(region, new LivePages(region, BY_DISPLAY_NAME));
    }
  }

  @AfterEach
  void closeList() {
    list.close();
  }

  @AfterAll
  static void stop() {
    SCHEDULER.shutdownNow();
    EXECUTOR.close();
  }

  @Test
  void showsTheRowsOfAllRegionsInOneOrder() {
    put("us-west2", "b", "Bravo");
    put("eastus2", "a", "Alpha");
    put("japaneast", "c", "Charlie");

    open();

    assertThat(shownNames()).containsExactly("Alpha", "Bravo", "Charlie");
    assertThat(list.size()).isEqualTo(3);
    assertThat(list.positions()).containsOnlyKeys("us-west2", "eastus2", "japaneast");
  }

  @Test
  void changedValuesReachTheSameRowObject() {
    put("us-west2", "a", "Alpha");
    open();
    LiveRow row = list.row(0).orElseThrow();

    region("us-west2").put(device("us-west2", "a", "Alpha", "described"));
    LiveQuery.Drained drained = list.drain();

    assertThat(drained.changed()).containsExactly(row);
    assertThat(drained.moved()).isFalse();
    assertThat(((Device) row.resource()).getDescription()).isEqualTo("described");
    assertThat(row.changedPaths()).containsOnlyKeys("description");
  }

  @Test
  void rowsOfALostRegionStayAndAreHeldUntilItIsBack() {
    put("us-west2", "a", "Alpha");
    put("eastus2", "b", "Bravo");
    open();

    region("eastus2").lose();
    await().until(() -> drainedState("eastus2") == LiveQuery.Freshness.LOST);

    assertThat(shownNames()).containsExactly("Alpha", "Bravo");
    assertThat(list.row(0).orElseThrow().heldSince()).isEmpty();
    assertThat(list.row(1).orElseThrow().heldSince()).isPresent();
    assertThat(list.counts().held()).isEqualTo(1);

    region("eastus2").find();
    put("eastus2", "c", "Charlie");
    list.retryNow("eastus2");
    await().until(() -> drainedState("eastus2") == LiveQuery.Freshness.LIVE);

    assertThat(shownNames()).containsExactly("Alpha", "Bravo", "Charlie");
    assertThat(list.row(1).orElseThrow().heldSince()).isEmpty();
  }

  @Test
  void ofARegionThatIsLostOnlyTheLoadedRowsAreHeldAndTheCountsSaySo() {
    for (int i = 0; i < PAGE + 5; i++) {
      put("eastus2", "b" + i, "Bravo %02d".formatted(i));
    }
    put("us-west2", "a", "Alpha");
    open();

    region("eastus2").lose();
    await().until(() -> drainedState("eastus2") == LiveQuery.Freshness.LOST);

    assertThat(list.counts())
        .isEqualTo(new LiveQuery.Counts(PAGE + 1, PAGE + 6, true, PAGE, PAGE + 5, List.of()));
    assertThat(list.counts().matchingIsLeast()).isFalse();
    assertThat(list.counts().allIsLeast()).isTrue();
    assertThat(list.size()).isEqualTo(PAGE + 1);
  }

  @Test
  void aListIsOpenBeforeAnyRegionIsKnown() {
    put("us-west2", "a", "Alpha");
    open("");
    list.drain();
    assertThat(list.regions()).isEmpty();

    use(List.of("us-west2"));
    list.drain();

    assertThat(shownNames()).containsExactly("Alpha");
  }

  @Test
  void aRegionThatIsAddedJoinsTheOpenListInItsPlace() {
    put("us-west2", "a", "Alpha");
    put("westeurope", "b", "Bravo");
    open();
    assertThat(shownNames()).containsExactly("Alpha");

    use(List.of("westeurope", "us-west2", "eastus2", "japaneast"));
    list.drain();

    assertThat(shownNames()).containsExactly("Alpha", "Bravo");
    assertThat(list.regions())
        .extracting(LiveQuery.RegionState::region)
        .containsExactly("westeurope", "us-west2", "eastus2", "japaneast");
    assertThat(region("us-west2").openPages()).isEqualTo(1);
  }

  @Test
  void aRegionThatIsTakenOutLeavesWithItsRowsAndSaysWhy() {
    put("us-west2", "a", "Alpha");
    put("eastus2", "b", "Bravo");
    open();

    roster.accept(
        new RegionRoster(
            List.of("us-west2", "japaneast"),
            Map.of("eastus2", RegionRoster.Absence.NOT_DEPLOYED)));
    list.drain();

    assertThat(shownNames()).containsExactly("Alpha");
    assertThat(drainedState("eastus2")).isEqualTo(LiveQuery.Freshness.NOT_DEPLOYED);
    assertThat(region("eastus2").openPages()).isZero();
    assertThat(list.counts().missing()).isEmpty();

    use(ORDER);
    list.drain();

    assertThat(shownNames()).containsExactly("Alpha", "Bravo");
    assertThat(drainedState("eastus2")).isEqualTo(LiveQuery.Freshness.LIVE);
  }

  @Test
  void underAHandRowsStandStillWhileTheirValuesChange() {
    put("us-west2", "a", "Alpha");
    put("us-west2", "b", "Bravo");
    put("eastus2", "c", "Charlie");
    open();
    String position = list.positions().get("us-west2");

    list.hold();
    put("us-west2", "n", "A new one");
    put("us-west2", "b", "Zulu, was Bravo");
    region("eastus2").remove(name("eastus2", "c"));
    list.drain();

    assertThat(shownNames()).containsExactly("Alpha", "Zulu, was Bravo", "Charlie");
    assertThat(list.row(2).orElseThrow().gone().orElseThrow().why())
        .isEqualTo(LiveRow.Gone.Why.DELETED);
    assertThat(list.waiting()).isEqualTo(new LiveQuery.Waiting(1, 0, 0, 0));
    assertThat(list.positions()).containsEntry("us-west2", position);
    assertThat(list.pendingChanges()).isEqualTo(1);

    list.letGo();
    list.drain();

    assertThat(shownNames()).containsExactly("A new one", "Alpha", "Zulu, was Bravo");
    assertThat(list.positions().get("us-west2")).isNotEqualTo(position);
    assertThat(list.pendingChanges()).isZero();
  }

  @Test
  void rowsThatWouldMoveWaitForTheHandAndCanBeLetIn() {
    put("us-west2", "a", "Alpha");
    put("us-west2", "b", "Bravo");
    open();

    list.hold();
    put("us-west2", "a", "Zulu");
    list.drain();
    assertThat(shownNames()).containsExactly("Zulu", "Bravo");
    assertThat(list.waiting()).isEqualTo(new LiveQuery.Waiting(0, 0, 0, 1));

    list.letIn();
    list.drain();

    assertThat(shownNames()).containsExactly("Bravo", "Zulu");
    assertThat(list.waiting().total()).isZero();
    assertThat(list.holding()).isTrue();
  }

  @Test
  void aKeptRowThatWasDeletedStaysUntilItIsNotKeptAnyMore() {
    put("us-west2", "a", "Alpha");
    put("us-west2", "b", "Bravo");
    open();

    list.keep(Set.of(name("us-west2", "a")));
    region("us-west2").remove(name("us-west2", "a"));
    list.drain();
    assertThat(shownNames()).containsExactly("Alpha", "Bravo");
    assertThat(list.row(0).orElseThrow().gone()).isPresent();
    assertThat(list.size()).isEqualTo(2);

    list.keep(Set.of());
    list.drain();

    assertThat(shownNames()).containsExactly("Bravo");
  }

  /** A hand, a pause or a selection must not keep on the screen what one may not see any more. */
  @ParameterizedTest
  @ValueSource(strings = {"", "hand", "pause", "selection"})
  void rowsOfARegionThatRefusesGoAtOnceWhateverStandsStill(String still) {
    put("us-west2", "a", "Alpha");
    put("eastus2", "b", "Bravo");
    open();
    switch (still) {
      case "hand" -> list.hold();
      case "pause" -> list.pause();
      case "selection" -> list.keep(Set.of(name("eastus2", "b")));
      default -> {}
    }

    region("eastus2").refuse();
    await().until(() -> drainedState("eastus2") == LiveQuery.Freshness.FORBIDDEN);

    assertThat(shownNames()).containsExactly("Alpha");
    assertThat(list.size()).isEqualTo(1);
  }

  @Test
  void aRowThatLeftAFilteredListSaysWhetherItWasDeleted() {
    put("us-west2", "a", "Alpha");
    put("us-west2", "b", "Bravo");
    open("display_name != \"\"");
    use(ORDER);
    list.drain();

    list.hold();
    region("us-west2").mismatch(name("us-west2", "a"));
    region("us-west2").remove(name("us-west2", "b"));

    await()
        .untilAsserted(
            () -> {
              list.drain();
              assertThat(list.row(0).orElseThrow().gone().orElseThrow().why())
                  .isEqualTo(LiveRow.Gone.Why.NO_MATCH);
              assertThat(list.row(1).orElseThrow().gone().orElseThrow().why())
                  .isEqualTo(LiveRow.Gone.Why.DELETED);
            });
  }

  @Test
  void resyncAsksForEverythingAgainAndKeepsTheRowsMeanwhile() {
    put("us-west2", "a", "Alpha");
    open();
    LiveRow row = list.row(0).orElseThrow();

    list.resync();
    list.drain();

    assertThat(list.row(0)).containsSame(row);
    assertThat(region("us-west2").openPages()).isEqualTo(1);
  }

  @Test
  void aPausedListStandsStillAndCountsWhatWaits() {
    put("us-west2", "a", "Alpha");
    put("us-west2", "b", "Bravo");
    put("eastus2", "c", "Charlie");
    open();

    list.pause();
    put("eastus2", "d", "Delta");
    region("us-west2").put(device("us-west2", "b", "Bravo", "described"));
    region("us-west2").remove(name("us-west2", "a"));
    list.drain();

    assertThat(shownNames()).containsExactly("Alpha", "Bravo", "Charlie");
    assertThat(list.waiting()).isEqualTo(new LiveQuery.Waiting(1, 1, 1, 0));

    list.resume();
    list.drain();

    assertThat(shownNames()).containsExactly("Bravo", "Charlie", "Delta");
    assertThat(list.waiting().total()).isZero();
  }

  @Test
  void followsTheViewportThroughTheWholeListWhileRowsChange() {
    var random = new Random(3);
    for (int i = 0; i < 500; i++) {
      put(anyRegion(random), "d" + i, "Device " + random.nextInt(2000));
    }
    open();

    for (int step = 0; step < 40; step++) {
      for (int change = 0; change < 5; change++) {
        put(anyRegion(random), "x" + step + "-" + change, "Device " + random.nextInt(2000));
      }
      int first = random.nextInt(480);
      list.viewport(first, 15);
      await()
          .untilAsserted(
              () -> {
                list.drain();
                list.viewport(first, 15);
                assertThat(list.row(first)).isPresent();
                assertThat(list.row(first + 14)).isPresent();
              });
      assertThat(loadedFrom(first)).as("step %d", step).isEqualTo(expectedFrom(loadedFrom(first)));
    }
  }

  @Test
  void followsTheViewportWhileOneRegionIsLostAndAnotherHasNoRows() {
    for (int i = 0; i < 300; i++) {
      put("us-west2", "d" + i, "Device %03d".formatted(i));
    }
    put("eastus2", "a", "Alpha");
    open();
    region("eastus2").lose();
    await().until(() -> drainedState("eastus2") == LiveQuery.Freshness.LOST);

    list.viewport(200, 15);

    await()
        .untilAsserted(
            () -> {
              list.drain();
              assertThat(list.row(200)).isPresent();
              assertThat(list.row(214)).isPresent();
            });
  }

  private List<String> loadedFrom(int first) {
    List<String> names = new ArrayList<>();
    for (int i = first; list.row(i).isPresent(); i++) {
      names.add(list.row(i).orElseThrow().name());
    }
    return names;
  }

  /** What the whole list holds from the row on that is shown first. */
  private List<String> expectedFrom(List<String> shown) {
    List<String> all =
        regions.values().stream()
            .flatMap(region -> region.rows().stream())
            .sorted(
                Comparator.comparing(
                    (Resource row) -> BY_DISPLAY_NAME.key(row.message()),
                    BY_DISPLAY_NAME.comparator()))
            .map(Resource::name)
            .toList();
    int start = all.indexOf(shown.getFirst());
    return all.subList(start, start + shown.size());
  }

  private LiveQuery.Freshness drainedState(String region) {
    list.drain();
    return list.regions().stream()
        .filter(state -> state.region().equals(region))
        .findFirst()
        .orElseThrow()
        .freshness();
  }

  private void open() {
    open("");
    use(ORDER);
    list.drain();
  }

  private void use(List<String> present) {
    roster.accept(new RegionRoster(present, Map.of()));
  }

  private void open(String filter) {
    var spec =
        new LiveQuery.Spec(
            DEVICE,
            "projects/p/regions/-",
            filter,
            "display_name",
            Set.of(),
            List.of("display_name", "description"));
    list =
        new LiveModel(
            spec,
            BY_DISPLAY_NAME,
            listener -> {
              roster = listener;
              return () -> {};
            },
            this::region,
            null,
            new LiveModel.Surroundings(PAGE, EXECUTOR, SCHEDULER, Clock.systemUTC()),
            () -> {},
            closed -> {});
  }

  private List<String> shownNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      names.add(((Device) list.row(i).orElseThrow().resource()).getDisplayName());
    }
    return names;
  }

  private String anyRegion(Random random) {
    return ORDER.get(random.nextInt(ORDER.size()));
  }

  private LivePages region(String region) {
    return Objects.requireNonNull(regions.get(region), region);
  }

  private void put(String region, String id, String displayName) {
    region(region).put(device(region, id, displayName, ""));
  }

  private static Resource device(String region, String id, String displayName, String description) {
    return Resource.of(
        DEVICE,
        Device.newBuilder()
            .setName(name(region, id))
            .setDisplayName(displayName)
            .setDescription(description)
            .build());
  }

  private static String name(String region, String id) {
    return "projects/p/regions/" + region + "/devices/" + id;
  }
}
