package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is given in one region holds in the others, and ends there. */
class GrantsInOtherRegionsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static boolean isLetIn(Caller caller) {
    try {
      caller.list(DEVICE, ListRequest.of(TwoRegions.EAST));
      return true;
    } catch (StatusRuntimeException refused) {
      assertThat(refused.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      return false;
    }
  }

  private static StreamRecording watch(Caller caller) throws InterruptedException {
    StreamRecording stream =
        new StreamRecording(
            caller,
            DEVICE,
            StandardMethod.WATCH_MANY,
            WatchManyRequest.page(TwoRegions.EAST, "", "", "", 10, FieldMask.getDefaultInstance()));
    stream.nextMany();
    return stream;
  }

  @Test
  void aBindingHoldsInTheOtherRegionAndEndsThere() throws Exception {
    Caller viewer = regions.east().caller("vera@harbor.example");
    assertThat(isLetIn(viewer)).isFalse();
    String binding =
        regions.west().bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:vera@harbor.example");
    await().atMost(SOON).until(() -> isLetIn(viewer));
    try (StreamRecording stream = watch(viewer)) {
      regions.west().operator().delete(ROLE_BINDING, binding);
      assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }
    assertThat(isLetIn(viewer)).isFalse();
  }

  @Test
  void soDoesAPlaceInAGroup() throws Exception {
    Caller viewer = regions.east().caller("gil@harbor.example");
    Caller operator = regions.west().operator();
    Group group =
        operator
            .create(Caller.type("iam.edgelq.com/Group"), COLD_CHAIN, Group.getDefaultInstance())
            .as(Group.class);
    regions.west().bind(COLD_CHAIN, PredefinedRoles.VIEWER, "group:" + group.getEmail());
    String place =
        operator
            .create(
                Caller.type("iam.edgelq.com/GroupMember"),
                group.getName(),
                GroupMember.newBuilder().setMember("user:gil@harbor.example").build())
            .name();
    await().atMost(SOON).until(() -> isLetIn(viewer));
    try (StreamRecording stream = watch(viewer)) {
      operator.delete(Caller.type("iam.edgelq.com/GroupMember"), place);
      assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }
  }
}
