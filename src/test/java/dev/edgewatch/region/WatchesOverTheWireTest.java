package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.resource.standard.WatchOneResponse;
import dev.edgewatch.routing.Headers;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WatchesOverTheWireTest {
  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    ann = region.ann();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static WatchManyRequest page(String prefix, int size) {
    return WatchManyRequest.page(
        PARENT,
        "display_name = \"" + prefix + "\"",
        "name",
        "",
        size,
        FieldMask.getDefaultInstance());
  }

  private StreamRecording watch(Caller caller, WatchManyRequest request) {
    return new StreamRecording(caller, DEVICE, StandardMethod.WATCH_MANY, request);
  }

  @Test
  void aPageComesWholeAndThenItsChanges() throws Exception {
    ann.create(DEVICE, PARENT, device("w1b", "W1"));
    try (StreamRecording stream = watch(ann, page("W1", 2))) {
      WatchManyResponse snapshot = stream.nextMany();
      assertThat(snapshot.isCurrent()).isTrue();
      assertThat(snapshot.changes().changes())
          .hasSize(1)
          .first()
          .isInstanceOf(ResourceChange.Added.class);
      ann.create(DEVICE, PARENT, device("w1a", "W1"));
      assertThat(stream.nextMany().changes().changes().getFirst())
          .isInstanceOfSatisfying(
              ResourceChange.Added.class, added -> assertThat(added.viewIndex()).isZero());
      ann.update(
          DEVICE, device("w1b", "W1").toBuilder().setDescription("new").build(), "description");
      assertThat(stream.nextMany().changes().changes().getFirst())
          .isInstanceOfSatisfying(
              ResourceChange.Modified.class,
              modified ->
                  assertThat(modified.previousViewIndex())
                      .isEqualTo(1)
                      .isEqualTo(modified.viewIndex()));
      ann.delete(DEVICE, PARENT + "/devices/w1a");
      assertThat(stream.nextMany().changes().changes().getFirst())
          .isEqualTo(new ResourceChange.Removed(PARENT + "/devices/w1a", 0));
    }
  }

  @Test
  void withoutTheExtensionAStreamIsExactlyTheContract() throws Exception {
    ann.create(DEVICE, PARENT, device("w2", "W2"));
    try (StreamRecording stream = watch(ann, page("W2", 10))) {
      stream.nextMany();
      for (int i = 0; i < 5; i++) {
        ann.create(DEVICE, PARENT, device("elsewhere" + i, "not W2"));
      }
      ann.update(
          DEVICE, device("w2", "W2").toBuilder().setDescription("new").build(), "description");
      stream.nextMany();
      assertThat(stream.all()).hasSize(2);
      assertThat(stream.all())
          .allSatisfy(
              message -> {
                assertThat(message.changes().isEmpty()).isFalse();
                assertThat(message.snapshotSize()).isEqualTo(WatchManyResponse.NO_SIZE);
                assertThat(message.resumeToken()).isEmpty();
                assertThat(message.isSoftReset() || message.isHardReset()).isFalse();
              });
    }
  }

  @Test
  void withTheExtensionItTellsPositionAndTotalAndThatItIsCurrent() throws Exception {
    for (int i = 0; i < 3; i++) {
      ann.create(DEVICE, PARENT, device("w3-" + i, "W3"));
    }
    try (StreamRecording stream = watch(ann.and(Headers.WATCH, Headers.PROGRESS), page("W3", 2))) {
      WatchManyResponse snapshot = stream.nextMany();
      assertThat(snapshot.changes().changes()).hasSize(2);
      assertThat(snapshot.snapshotSize()).isEqualTo(3);
      Position first = Position.parse(snapshot.resumeToken());
      ann.create(DEVICE, PARENT, device("w3-x", "not W3"));
      Position written = Position.parse(ann.trailer(Headers.POSITION));
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(Position.parse(stream.all().getLast().resumeToken()).covers(written))
                      .isTrue());
      assertThat(written.covers(first)).isTrue();
    }
  }

  @Test
  void unknownExtensionsAreRefused() throws Exception {
    try (StreamRecording stream = watch(ann.and(Headers.WATCH, "everything"), page("x", 2))) {
      assertThat(stream.end().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void oneDeviceIsFollowed() throws Exception {
    Device device = ann.create(DEVICE, PARENT, device("w4", "W4")).as(Device.class);
    WatchOneRequest request =
        new WatchOneRequest(device.getName(), FieldMask.getDefaultInstance(), View.UNSPECIFIED);
    try (StreamRecording stream =
        new StreamRecording(ann, DEVICE, StandardMethod.WATCH_ONE, request)) {
      assertThat(WatchOneResponse.decode(stream.next()).change())
          .isInstanceOf(ResourceChange.Added.class);
      ann.update(DEVICE, device.toBuilder().setDisplayName("renamed").build(), "display_name");
      assertThat(WatchOneResponse.decode(stream.next()).change())
          .isInstanceOf(ResourceChange.Modified.class);
      ann.delete(DEVICE, device.getName());
      assertThat(WatchOneResponse.decode(stream.next()).change())
          .isInstanceOf(ResourceChange.Removed.class);
    }
  }

  @Test
  void everythingIsFollowedAndResumed() throws Exception {
    ann.create(DEVICE, PARENT, device("w5", "W5"));
    WatchManyRequest all = WatchManyRequest.all(PARENT, "display_name = \"W5\"");
    String token;
    try (StreamRecording stream = watch(ann, all)) {
      WatchManyResponse snapshot = stream.nextMany();
      while (!snapshot.isCurrent()) {
        snapshot = stream.nextMany();
      }
      token = snapshot.resumeToken();
    }
    assertThat(token).isNotEmpty();
    ann.create(DEVICE, PARENT, device("w5-later", "W5"));
    try (StreamRecording stream = watch(ann, all.after(token))) {
      WatchManyResponse resumed = stream.nextMany();
      assertThat(resumed.isHardReset()).isFalse();
      assertThat(resumed.changes().changes())
          .hasSize(1)
          .first()
          .isInstanceOf(ResourceChange.Current.class);
    }
  }

  @Test
  void strangersAndBadRequestsGetNoStream() throws Exception {
    try (StreamRecording stream = watch(region.greta(), page("W1", 2))) {
      assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      assertThat(stream.all()).isEmpty();
    }
    WatchManyRequest ordered =
        new WatchManyRequest(
            dev.edgewatch.api.types.WatchType.STATELESS,
            PARENT,
            0,
            "",
            "name",
            "",
            java.util.Optional.empty(),
            "",
            FieldMask.getDefaultInstance(),
            View.FULL,
            0);
    try (StreamRecording stream = watch(ann, ordered)) {
      assertThat(stream.end().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    }
    try (StreamRecording stream = watch(ann, page("W1", -1))) {
      assertThat(stream.end().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aWatchEndsWithItsGreatestAgeAndSaysSo() throws Exception {
    try (TestRegion shortLived =
            TestRegion.start(
                issuer,
                settings ->
                    settings.withLimits(
                        RegionLimits.standard().withWatchAge(Duration.ofMillis(300))));
        StreamRecording stream = watch(shortLived.ann(), page("W1", 2))) {
      assertThat(stream.end().getCode()).isEqualTo(Code.UNAVAILABLE);
    }
  }
}
