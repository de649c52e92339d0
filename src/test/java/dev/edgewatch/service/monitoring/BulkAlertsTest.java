package dev.edgewatch.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.monitoring.v4.Alert;
import dev.edgewatch.api.monitoring.v4.AlertingCondition;
import dev.edgewatch.api.monitoring.v4.AlertingPolicy;
import dev.edgewatch.api.monitoring.v4.BulkCreateAlertsRequest;
import dev.edgewatch.api.monitoring.v4.BulkCreateAlertsResponse;
import dev.edgewatch.api.monitoring.v4.BulkUpdateAlertsRequest;
import dev.edgewatch.api.monitoring.v4.BulkUpdateAlertsResponse;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import io.grpc.Status.Code;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BulkAlertsTest {
  private static final ResourceType ALERT = Caller.type("monitoring.edgelq.com/Alert");

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;
  private static String policy;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    ann = region.ann();
    policy =
        ann.create(
                Caller.type("monitoring.edgelq.com/AlertingPolicy"),
                TestRegion.PARENT,
                AlertingPolicy.newBuilder().setDisplayName("Cold").build())
            .name();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static String condition() {
    return ann.create(
            Caller.type("monitoring.edgelq.com/AlertingCondition"),
            policy,
            AlertingCondition.newBuilder().setDisplayName("Too warm").build())
        .name();
  }

  private static Alert alert(String condition, String id) {
    return Alert.newBuilder()
        .setName(condition + "/alerts/" + id)
        .setDisplayName("Freezer " + id)
        .setState(Alert.State.newBuilder().setIsFiring(true))
        .build();
  }

  private static void create(String parent, List<Alert> alerts) {
    ann.call(
        "ntt.monitoring.v4.AlertService/BulkCreateAlerts",
        BulkCreateAlertsRequest.newBuilder().setParent(parent).addAllAlerts(alerts).build(),
        BulkCreateAlertsResponse.getDefaultInstance());
  }

  private static void update(String parent, List<Alert> alerts, String... paths) {
    ann.call(
        "ntt.monitoring.v4.AlertService/BulkUpdateAlerts",
        BulkUpdateAlertsRequest.newBuilder()
            .setParent(parent)
            .addAllAlerts(alerts)
            .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
            .build(),
        BulkUpdateAlertsResponse.getDefaultInstance());
  }

  private static List<Alert> list(String condition) {
    return ann.list(ALERT, ListRequest.of(condition)).resources().stream()
        .map(encoded -> new dev.edgewatch.resource.Resource(ALERT, "", encoded).as(Alert.class))
        .toList();
  }

  @Test
  void alertsAreCreatedAllOrNoneWithWhatOnlyTheServerWrites() {
    String condition = condition();
    create(condition, IntStream.range(0, 50).mapToObj(i -> alert(condition, "a" + i)).toList());
    assertThat(list(condition)).hasSize(50);
    assertThat(ann.get(ALERT, condition + "/alerts/a7").as(Alert.class).getDisplayName())
        .isEqualTo("Freezer a7");
    assertThat(
            Caller.code(
                () -> create(condition, List.of(alert(condition, "new"), alert(condition, "a1")))))
        .isEqualTo(Code.ALREADY_EXISTS);
    assertThat(list(condition)).hasSize(50);
    create(condition, List.of(Alert.getDefaultInstance()));
    assertThat(list(condition)).hasSize(51);
  }

  @Test
  void alertsAreUpdatedAllOrNoneWithOneMask() {
    String condition = condition();
    List<Alert> alerts = IntStream.range(0, 3).mapToObj(i -> alert(condition, "a" + i)).toList();
    create(condition, alerts);
    List<Alert> quiet =
        alerts.stream()
            .map(alert -> alert.toBuilder().setState(Alert.State.newBuilder().setIsSilenced(true)))
            .map(Alert.Builder::build)
            .toList();
    update(condition, quiet, "state.is_silenced");
    assertThat(list(condition))
        .allSatisfy(
            alert -> {
              assertThat(alert.getState().getIsSilenced()).isTrue();
              assertThat(alert.getState().getIsFiring()).isTrue();
              assertThat(alert.getMetadata().getGeneration()).isEqualTo(1);
            });
    List<Alert> oneMissing = List.of(alerts.getFirst(), alert(condition, "missing"));
    assertThat(Caller.code(() -> update(condition, oneMissing, "state.is_silenced")))
        .isEqualTo(Code.NOT_FOUND);
    assertThat(list(condition).getFirst().getState().getIsSilenced()).isTrue();
  }

  @Test
  void alertsOfAnotherConditionAreRefused() {
    String condition = condition();
    String other = condition();
    assertThat(Caller.code(() -> create(condition, List.of(alert(other, "a")))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> update(condition, List.of(alert(other, "a")))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            Caller.code(
                () -> create(condition, List.of(alert(condition, "a"), alert(condition, "a")))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> create("", List.of()))).isEqualTo(Code.INVALID_ARGUMENT);
  }
}
