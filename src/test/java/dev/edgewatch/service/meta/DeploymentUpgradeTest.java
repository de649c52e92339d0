package dev.edgewatch.service.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.edgewatch.api.meta.v1.BeginUpgradeRequest;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Deployment.DbUpdateTaskStatus;
import dev.edgewatch.api.meta.v1.Deployment.UpgradeState.Stage;
import dev.edgewatch.api.meta.v1.GetOrRegisterDataUpdateTaskRequest;
import dev.edgewatch.api.meta.v1.GetOrRegisterDataUpdateTaskResponse;
import dev.edgewatch.api.meta.v1.NotifyShardsUpgradeReadinessRequest;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.meta.v1.SetAvailableUpgradeRequest;
import dev.edgewatch.api.meta.v1.UpdateDataTaskUpdateRequest;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeploymentUpgradeTest {
  private static final ResourceType DEPLOYMENT = Caller.type("meta.goten.com/Deployment");
  private static final String SERVICE = "goten.meta.v1.DeploymentService/";

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller operator;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    operator = region.operator();
    operator.create(
        Caller.type("meta.goten.com/Region"),
        "",
        Region.newBuilder().setName("regions/us-west2").build());
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  /** A deployment of a service of its own. */
  private static String deployment(String domain) {
    operator.create(
        Caller.type("meta.goten.com/Service"),
        "",
        Service.newBuilder().setName("services/" + domain).build());
    return operator
        .create(
            DEPLOYMENT,
            "",
            Deployment.newBuilder()
                .setName("services/" + domain + "/deployments/us-west2")
                .setRegion("regions/us-west2")
                .setCurrentVersion("v1")
                .setDbDataVersion("v1.0")
                .build())
        .name();
  }

  private static Deployment get(String name) {
    return operator.get(DEPLOYMENT, name).as(Deployment.class);
  }

  private static Code call(String method, Message request) {
    return call(operator, method, request);
  }

  private static Code call(Caller caller, String method, Message request) {
    try {
      caller.call(SERVICE + method, request, Empty.getDefaultInstance());
      return Code.OK;
    } catch (io.grpc.StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  private static SetAvailableUpgradeRequest available(String name) {
    return SetAvailableUpgradeRequest.newBuilder()
        .setName(name)
        .setTargetApiVersion("v2")
        .setTargetDbDataVersion("v2.1")
        .setTotalShardsCount(3)
        .build();
  }

  private static BeginUpgradeRequest begin(String name) {
    return BeginUpgradeRequest.newBuilder().setName(name).build();
  }

  private static NotifyShardsUpgradeReadinessRequest shards(
      String name, long from, long to, boolean ready) {
    return NotifyShardsUpgradeReadinessRequest.newBuilder()
        .setName(name)
        .setShardsFrom(from)
        .setShardsTo(to)
        .setReady(ready)
        .setTotalShardsCount(3)
        .build();
  }

  @Test
  void anUpgradeGoesThroughItsStagesAndChangesTheVersions() {
    String name = deployment("upgraded.example");
    assertThat(call("BeginUpgrade", begin(name))).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(call("SetAvailableUpgrade", available(name))).isEqualTo(Code.OK);
    assertThat(get(name).getAvailableUpgrade().getApiVersion()).isEqualTo("v2");
    assertThat(call("BeginUpgrade", begin(name))).isEqualTo(Code.OK);
    assertThat(get(name).getUpgradeState().getStage()).isEqualTo(Stage.INITIAL_SYNCING);
    assertThat(get(name).getUpgradeState().getPendingShardsList()).containsExactly(0L, 1L, 2L);
    assertThat(call("BeginUpgrade", begin(name))).isEqualTo(Code.FAILED_PRECONDITION);

    call("NotifyShardsUpgradeReadiness", shards(name, 0, 2, true));
    assertThat(get(name).getUpgradeState().getReadyShardsList()).containsExactly(0L, 1L);
    call("NotifyShardsUpgradeReadiness", shards(name, 1, 2, false));
    assertThat(get(name).getUpgradeState().getPendingShardsList()).containsExactly(1L, 2L);
    call("NotifyShardsUpgradeReadiness", shards(name, 1, 3, true));
    assertThat(get(name).getUpgradeState().getStage()).isEqualTo(Stage.SWITCHING);
    assertThat(get(name).getUpgradeState().getPendingShardsList()).containsExactly(0L, 1L, 2L);

    call("NotifyShardsUpgradeReadiness", shards(name, 0, 3, true));
    Deployment done = get(name);
    assertThat(done.getUpgradeState().getStage()).isEqualTo(Stage.READY);
    assertThat(done.getCurrentVersion()).isEqualTo("v2");
    assertThat(done.getDbDataVersion()).isEqualTo("v2.1");
    assertThat(done.hasAvailableUpgrade()).isFalse();
    assertThat(done.getMetadata().getGeneration()).isGreaterThan(1);
    assertThat(call("NotifyShardsUpgradeReadiness", shards(name, 0, 3, true)))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void senselessNumbersAndVersionsAreRefused() {
    String name = deployment("refused.example");
    SetAvailableUpgradeRequest good = available(name);
    assertThat(call("SetAvailableUpgrade", good.toBuilder().setTotalShardsCount(0).build()))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(call("SetAvailableUpgrade", good.toBuilder().setTargetDbDataVersion("2").build()))
        .isEqualTo(Code.INVALID_ARGUMENT);
    call("SetAvailableUpgrade", good);
    call("BeginUpgrade", begin(name));
    for (var wrong :
        List.of(
            shards(name, 0, 4, true),
            shards(name, 2, 2, true),
            shards(name, -1, 2, true),
            shards(name, 0, 1, true).toBuilder().setTotalShardsCount(4).build())) {
      assertThat(call("NotifyShardsUpgradeReadiness", wrong))
          .as("%s", wrong)
          .isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(call("BeginUpgrade", begin("services/nothing.example/deployments/us-west2")))
        .isEqualTo(Code.NOT_FOUND);
    assertThat(call(region.ann(), "BeginUpgrade", begin(name))).isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aDataTaskIsRegisteredOnceAndKeepsWhatItsShardsReport() {
    String name = deployment("tasks.example");
    var register =
        GetOrRegisterDataUpdateTaskRequest.newBuilder()
            .setName(name)
            .setTag("reindex")
            .setShardsCount(2)
            .setDbDataTargetVersion("v2.0")
            .build();
    DbUpdateTaskStatus registered = task(register);
    assertThat(registered.getShardsCount()).isEqualTo(2);
    assertThat(registered.getProgressBarCount()).isEqualTo(2);
    String version = get(name).getMetadata().getResourceVersion();
    assertThat(task(register.toBuilder().setShardsCount(7).build())).isEqualTo(registered);
    assertThat(get(name).getMetadata().getResourceVersion()).isEqualTo(version);

    Struct progress =
        Struct.newBuilder()
            .putFields("at", Value.newBuilder().setStringValue("half").build())
            .build();
    var report =
        UpdateDataTaskUpdateRequest.newBuilder()
            .setName(name)
            .setTag("reindex")
            .setDbDataTargetVersion("v2.0")
            .setShard(1)
            .setProgressStatus(progress);
    assertThat(call("UpdateDataTaskUpdate", report.build())).isEqualTo(Code.OK);
    assertThat(task(register).getProgressBar(1)).isEqualTo(progress);
    assertThat(task(register).getReadyShardsList()).isEmpty();
    assertThat(call("UpdateDataTaskUpdate", report.setDone(true).build())).isEqualTo(Code.OK);
    assertThat(call("UpdateDataTaskUpdate", report.setDone(true).build())).isEqualTo(Code.OK);
    assertThat(task(register).getReadyShardsList()).containsExactly(1L);
    assertThat(call("UpdateDataTaskUpdate", report.setShard(2).build()))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(call("UpdateDataTaskUpdate", report.setTag("other").build()))
        .isEqualTo(Code.NOT_FOUND);
  }

  private static DbUpdateTaskStatus task(GetOrRegisterDataUpdateTaskRequest request) {
    return operator
        .call(
            SERVICE + "GetOrRegisterDataUpdateTask",
            request,
            GetOrRegisterDataUpdateTaskResponse.getDefaultInstance())
        .getStatus();
  }
}
