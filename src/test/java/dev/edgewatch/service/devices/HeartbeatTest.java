package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Durations;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.api.devices.v1.HeartbeatResponse;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.RegionLimits;
import dev.edgewatch.region.TestRegion;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration BEAT = Duration.ofMillis(500);

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region =
        TestRegion.start(
            issuer, settings -> settings.withLimits(RegionLimits.standard().withHeartbeat(BEAT)));
    ann = region.ann();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private String device(String id) {
    return ann.create(
            TestRegion.DEVICE,
            TestRegion.PARENT,
            Device.newBuilder().setName(TestRegion.PARENT + "/devices/" + id).build())
        .name();
  }

  private Device get(String name) {
    return ann.get(TestRegion.DEVICE, name).as(Device.class);
  }

  private void awaitStatus(String name, ConnectionStatus status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> get(name).getStatus().getConnectionStatus() == status);
  }

  @Test
  void aRegisteredDeviceIsConnectedAndLearnsHowOftenToBeat() throws Exception {
    String name = device("h1");
    HeartbeatAgent agent = new HeartbeatAgent(ann, name).register();
    HeartbeatResponse answer = agent.answers.poll(10, TimeUnit.SECONDS);
    assertThat(Durations.toMillis(answer.getDesiredHeartbeatInterval())).isEqualTo(BEAT.toMillis());
    Device connected = get(name);
    assertThat(connected.getStatus().getConnectionStatus()).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(connected.getStatus().hasConnectionStatusChangeTime()).isTrue();
    assertThat(connected.getMetadata().getGeneration()).isEqualTo(1);
    agent.out.onCompleted();
    awaitStatus(name, ConnectionStatus.DISCONNECTED);
    assertThat(agent.end.get(10, TimeUnit.SECONDS).isOk()).isTrue();
  }

  @Test
  void beatsKeepADeviceConnectedAndWriteNothing() throws Exception {
    String name = device("h2");
    HeartbeatAgent agent = new HeartbeatAgent(ann, name).register();
    agent.answers.poll(10, TimeUnit.SECONDS);
    String version = get(name).getMetadata().getResourceVersion();
    await()
        .pollInterval(BEAT.dividedBy(2))
        .atMost(BEAT.multipliedBy(20))
        .until(
            new java.util.concurrent.Callable<>() {
              private int beats;

              @Override
              public Boolean call() {
                agent.beat();
                return ++beats > 10;
              }
            });
    assertThat(get(name).getMetadata().getResourceVersion()).isEqualTo(version);
    assertThat(get(name).getStatus().getConnectionStatus()).isEqualTo(ConnectionStatus.CONNECTED);
    agent.out.onError(Status.CANCELLED.asRuntimeException());
    awaitStatus(name, ConnectionStatus.DISCONNECTED);
  }

  @Test
  void threeMissedBeatsDisconnect() throws Exception {
    String name = device("h3");
    HeartbeatAgent agent = new HeartbeatAgent(ann, name).register();
    agent.answers.poll(10, TimeUnit.SECONDS);
    awaitStatus(name, ConnectionStatus.DISCONNECTED);
    assertThat(agent.end.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.FAILED_PRECONDITION);
  }

  @Test
  void aDeviceThatComesBackInAnotherStreamStaysConnected() throws Exception {
    String name = device("h4");
    HeartbeatAgent first = new HeartbeatAgent(ann, name).register();
    first.answers.poll(10, TimeUnit.SECONDS);
    HeartbeatAgent second = new HeartbeatAgent(ann, name).register();
    second.answers.poll(10, TimeUnit.SECONDS);
    assertThat(first.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(get(name).getStatus().getConnectionStatus()).isEqualTo(ConnectionStatus.CONNECTED);
    second.out.onCompleted();
    awaitStatus(name, ConnectionStatus.DISCONNECTED);
  }

  @Test
  void strangeConversationsAreRefused() throws Exception {
    String name = device("h5");
    HeartbeatAgent early = new HeartbeatAgent(ann, name);
    early.beat();
    assertThat(early.end.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    HeartbeatAgent missing =
        new HeartbeatAgent(ann, TestRegion.PARENT + "/devices/nothing").register();
    assertThat(missing.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    HeartbeatAgent foreign =
        new HeartbeatAgent(ann, TestRegion.FOREIGN_PARENT + "/devices/x").register();
    assertThat(foreign.end.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }
}
