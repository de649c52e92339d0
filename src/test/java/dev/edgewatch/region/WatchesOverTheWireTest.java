package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.routing.Headers;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a region's streams are besides the contract, which the suite in {@code conformance} goes
 * through.
 */
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
