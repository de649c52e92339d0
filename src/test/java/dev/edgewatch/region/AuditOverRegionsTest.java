package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.api.audit.v1.ListActivityLogsRequest;
import dev.edgewatch.api.audit.v1.ListActivityLogsResponse;
import dev.edgewatch.api.audit.v1.ResourceChangeLog;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit of a project is that of all its regions, and says which ones it lacks. */
class AuditOverRegionsTest {
  private static final String CREATIONS = "method.type = \"CreateDevice\"";

  private TestIssuer issuer;
  private TwoRegions regions;
  private final List<String> created = new ArrayList<>();

  /** Nine devices, one here, one there. */
  @BeforeEach
  void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
    for (int i = 0; i < 9; i++) {
      boolean west = i % 2 == 0;
      Caller ann = west ? regions.west().ann() : regions.east().ann();
      created.addFirst(
          ann.create(
                  DEVICE,
                  COLD_CHAIN + "/regions/" + (west ? "us-west2" : "eastus2"),
                  Device.newBuilder().setDisplayName("pump " + i).build())
              .name());
    }
  }

  @AfterEach
  void stop() {
    regions.close();
    issuer.close();
  }

  private static List<String> names(List<ActivityLog> entries) {
    return entries.stream().map(entry -> entry.getResource().getName()).toList();
  }

  @Test
  void pagesOfAllRegionsAreInOrderWhicheverIsAsked() {
    for (TestRegion asked : List.of(regions.west(), regions.east())) {
      Audited ann = new Audited(asked.ann());
      List<String> found = new ArrayList<>();
      ListActivityLogsRequest request =
          Audited.in(COLD_CHAIN, CREATIONS).toBuilder().setPageSize(2).build();
      String token = "";
      do {
        ListActivityLogsResponse page = ann.page(request.toBuilder().setPageToken(token).build());
        assertThat(page.getExecutionErrorsList()).isEmpty();
        found.addAll(names(page.getActivityLogsList()));
        token = page.getNextPageToken();
      } while (!token.isEmpty());
      assertThat(found).isEqualTo(created);
    }
  }

  @Test
  void aFilterForOneRegionAsksThatOneAlone() {
    List<ActivityLog> entries =
        new Audited(regions.west().ann())
            .activities(COLD_CHAIN, CREATIONS + " AND service.region_id = \"eastus2\"");

    assertThat(entries)
        .hasSize(4)
        .allSatisfy(entry -> assertThat(entry.getService().getRegionId()).isEqualTo("eastus2"));
  }

  @Test
  void aChangeIsToldByItsOwnerAloneThoughOthersKeepCopies() {
    List<ResourceChangeLog> changes =
        new Audited(regions.east().ann())
            .changes(
                COLD_CHAIN, "service.name = \"iam.edgelq.com\" AND resource.type = \"Project\"")
            .getResourceChangeLogsList();

    assertThat(changes)
        .singleElement()
        .satisfies(change -> assertThat(change.getService().getRegionId()).isEqualTo("us-west2"));
  }

  @Test
  void aRegionThatIsDownIsNamedAndTheOthersAnswer() throws Exception {
    regions.stopEast();

    Audited ann = new Audited(regions.west().ann());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              ListActivityLogsResponse page = ann.page(Audited.in(COLD_CHAIN, CREATIONS));
              assertThat(names(page.getActivityLogsList()))
                  .isEqualTo(created.stream().filter(name -> name.contains("us-west2")).toList());
              assertThat(page.getExecutionErrorsList())
                  .singleElement()
                  .satisfies(
                      error ->
                          assertThat(
                                  error
                                      .getDetails(0)
                                      .unpack(ListActivityLogsResponse.ErrorDetails.class)
                                      .getRegionId())
                              .isEqualTo("eastus2"));
            });
    regions.startEast();
  }
}
