package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import com.google.rpc.Status;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.BatchGetResponse;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.Headers;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists below {@code regions/-} hold the rows of all regions (contract section 8.4). */
class ListsOverRegionsTest {
  private static final String ALL = COLD_CHAIN + "/regions/-";
  private static final FieldMask WHOLE = FieldMask.getDefaultInstance();
  private static final FieldMask NAME = FieldMask.newBuilder().addPaths("name").build();

  private static TestIssuer issuer;
  private static TwoRegions regions;
  private static String westPosition = "";

  /** Eleven devices, {@code pump 00} in the west, {@code pump 01} in the east, and so on. */
  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
    for (int i = 0; i < 11; i++) {
      boolean west = i % 2 == 0;
      Caller ann = west ? regions.west().ann() : regions.east().ann();
      ann.create(
          DEVICE,
          COLD_CHAIN + "/regions/" + (west ? "us-west2" : "eastus2"),
          Device.newBuilder()
              .setDisplayName("pump %02d".formatted(i))
              .setDescription(i < 8 ? "cold" : "warm")
              .build());
      westPosition = west ? ann.trailer(Headers.POSITION) : westPosition;
    }
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static TestRegion region(String id) {
    return id.equals("us-west2") ? regions.west() : regions.east();
  }

  private static ListRequest page(String orderBy, int size, FieldMask mask) {
    return new ListRequest(ALL, size, "", orderBy, "", mask, View.UNSPECIFIED, true);
  }

  private static List<String> pumps(ListResponse page) {
    return page.resources().stream()
        .map(encoded -> new Resource(DEVICE, "", encoded).as(Device.class).getDisplayName())
        .toList();
  }

  private static List<String> pumps(int from, int to) {
    List<String> pumps = new ArrayList<>();
    for (int i = from; i < to; i++) {
      pumps.add("pump %02d".formatted(i));
    }
    return pumps;
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-west2", "eastus2"})
  void whicheverRegionIsAskedPagesForthAndBackHoldEachRowOnceInOrder(String asked) {
    Caller ann = region(asked).ann();
    ListRequest first = page("display_name", 4, WHOLE);
    ListResponse one = ann.list(DEVICE, first);
    ListResponse two = ann.list(DEVICE, first.at(one.nextPageToken()));
    ListResponse three = ann.list(DEVICE, first.at(two.nextPageToken()));

    assertThat(pumps(one)).isEqualTo(pumps(0, 4));
    assertThat(pumps(two)).isEqualTo(pumps(4, 8));
    assertThat(pumps(three)).isEqualTo(pumps(8, 11));
    assertThat(three.nextPageToken()).isEmpty();
    assertThat(List.of(one.currentOffset(), two.currentOffset(), three.currentOffset()))
        .containsExactly(0, 4, 8);
    assertThat(three.totalResultsCount()).isEqualTo(11);

    ListResponse back = ann.list(DEVICE, first.at(three.previousPageToken()));
    assertThat(pumps(back)).isEqualTo(pumps(4, 8));
    assertThat(back.currentOffset()).isEqualTo(4);
    ListResponse start = ann.list(DEVICE, first.at(back.previousPageToken()));
    assertThat(pumps(start)).isEqualTo(pumps(0, 4));
    assertThat(start.previousPageToken()).isEmpty();
    assertThat(pumps(ann.list(DEVICE, first.at(start.nextPageToken())))).isEqualTo(pumps(4, 8));
  }

  @Test
  void theOrderMayGoDownAndWithoutOneItIsByName() {
    Caller ann = regions.west().ann();
    assertThat(pumps(ann.list(DEVICE, page("display_name desc", 3, WHOLE))))
        .containsExactly("pump 10", "pump 09", "pump 08");
    assertThat(ann.list(DEVICE, page("", 0, WHOLE)).resources())
        .extracting(encoded -> DEVICE.parseName(DEVICE.nameOf(encoded)))
        .extracting(ResourceName::text)
        .hasSize(11)
        .isSorted();
  }

  @Test
  void whatIsOrderedByIsShownOnlyWhenItIsAskedFor() {
    ListResponse names = regions.west().ann().list(DEVICE, page("display_name", 2, NAME));
    assertThat(pumps(names)).containsExactly("", "");
    assertThat(names.resources())
        .extracting(encoded -> DEVICE.parseName(DEVICE.nameOf(encoded)).region().orElseThrow())
        .containsExactly("us-west2", "eastus2");
  }

  @Test
  void searchesAndCountsAreOfAllRegionsToo() {
    SearchRequest search =
        new SearchRequest(
            ALL, 2, "", "display_name", "description = \"warm\"", WHOLE, View.FULL, "pump");
    ListResponse found =
        ListResponse.decode(regions.east().ann().ask(DEVICE, StandardMethod.SEARCH, search));
    assertThat(pumps(found)).isEqualTo(pumps(8, 10));
    assertThat(found.totalResultsCount()).isEqualTo(3);
    ListRequest count =
        new ListRequest(ALL, 1, "", "", "description = \"cold\"", NAME, View.UNSPECIFIED, true);
    assertThat(regions.west().ann().list(DEVICE, count).totalResultsCount()).isEqualTo(8);
  }

  @Test
  void aConditionOnTheOwnerAsksThatRegionAlone() {
    ListRequest east =
        new ListRequest(
            ALL,
            0,
            "",
            "display_name",
            "metadata.syncing.owning_region = \"eastus2\"",
            WHOLE,
            View.UNSPECIFIED,
            true);
    assertThat(pumps(regions.west().ann().list(DEVICE, east)))
        .containsExactly("pump 01", "pump 03", "pump 05", "pump 07", "pump 09");
  }

  @Test
  void namesOfSeveralRegionsAreAskedForInEachOfThemAndAnsweredInOrder() {
    List<String> names =
        regions.west().ann().list(DEVICE, page("display_name", 4, NAME)).resources().stream()
            .map(encoded -> DEVICE.nameOf(encoded))
            .toList();
    String goneInTheEast = COLD_CHAIN + "/regions/eastus2/devices/gone";
    List<String> asked = new ArrayList<>(names);
    asked.addFirst(goneInTheEast);
    asked.add(names.getFirst());

    for (TestRegion region : List.of(regions.west(), regions.east())) {
      BatchGetResponse found =
          BatchGetResponse.decode(
              region
                  .ann()
                  .ask(
                      DEVICE,
                      StandardMethod.BATCH_GET,
                      new BatchGetRequest(asked, WHOLE, View.UNSPECIFIED)));
      assertThat(found.resources()).extracting(encoded -> DEVICE.nameOf(encoded)).isEqualTo(names);
      assertThat(found.missing()).containsExactly(goneInTheEast);
    }
  }

  @Test
  void whoMayNotReadOneOfTheNamesIsAnsweredNothing() {
    List<String> names =
        List.of(
            COLD_CHAIN + "/regions/us-west2/devices/any",
            "projects/globex-plant/regions/eastus2/devices/any");
    assertThat(
            Caller.code(
                () ->
                    regions
                        .west()
                        .ann()
                        .ask(
                            DEVICE,
                            StandardMethod.BATCH_GET,
                            new BatchGetRequest(names, WHOLE, View.UNSPECIFIED))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aPositionIsWaitedForInItsOwnRegion() {
    Caller after = regions.west().ann().and(Headers.AT_LEAST, westPosition);
    assertThat(pumps(after.list(DEVICE, page("display_name", 0, WHOLE)))).isEqualTo(pumps(0, 11));
  }

  @Test
  void whatIsNoPlaceInAllRegionsIsRefused() {
    ListRequest list = page("display_name", 4, WHOLE);
    Status refusal = Caller.refusal(() -> regions.west().ann().list(DEVICE, list.at("r.e.O.4")));
    assertThat(refusal.getCode()).isEqualTo(Code.INVALID_ARGUMENT.value());
    assertThat(refusal.getMessage()).contains("r.e.O.4").contains("kind S");
  }

  @Test
  void whoMayNotListIsRefusedAsInOneRegion() {
    assertThat(
            Caller.code(
                () -> regions.west().ann().list(DEVICE, ListRequest.of("projects/-/regions/-"))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aRegionThatIsAwayMakesTheWholeUnavailableAndIsNamed() {
    regions.stopEast();
    try {
      Status refusal =
          Caller.refusal(() -> regions.west().ann().list(DEVICE, page("display_name", 4, WHOLE)));
      assertThat(refusal.getCode()).isEqualTo(Code.UNAVAILABLE.value());
      assertThat(refusal.getMessage()).contains("eastus2");
      assertThat(
              pumps(
                  regions
                      .west()
                      .ann()
                      .list(DEVICE, ListRequest.of(COLD_CHAIN + "/regions/us-west2"))))
          .hasSize(6);
    } finally {
      regions.startEast();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> regions.west().ann().list(DEVICE, ListRequest.of(ALL)), page -> true);
    }
  }
}
