package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.rpc.Status;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.widgets.Widgets;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writes that are carried out once under a request id (quality/reliability.md, C06 and C07). */
class RepetitionTest {
  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer, Widgets.CATALOG);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Caller once(Caller caller, String requestId) {
    return caller.and(Headers.REQUEST_ID, requestId).and(Headers.REPETITION, Headers.SAME_ANSWER);
  }

  private static final CreateRequest UNNAMED =
      CreateRequest.of(
          PARENT, Device.newBuilder().setDisplayName("Unnamed").build().toByteString());

  private static ByteString create(Caller caller, CreateRequest request) {
    return caller.ask(DEVICE, StandardMethod.CREATE, request);
  }

  @Test
  void aRepeatedCreateOfAGeneratedNameIsOneResource() {
    int before = region.ann().list(DEVICE, ListRequest.of(PARENT)).resources().size();
    ByteString first = create(once(region.ann(), "click-1"), UNNAMED);
    ByteString again = create(once(region.ann(), "click-1"), UNNAMED);
    assertThat(again).isEqualTo(first);
    assertThat(region.ann().list(DEVICE, ListRequest.of(PARENT)).resources()).hasSize(before + 1);
  }

  @Test
  void aRepeatedDeletionSucceeds() {
    String name = region.ann().create(DEVICE, PARENT, device("gone", "x")).name();
    DeleteRequest delete = new DeleteRequest(name, false);
    once(region.ann(), "click-2").ask(DEVICE, StandardMethod.DELETE, delete);
    once(region.ann(), "click-2").ask(DEVICE, StandardMethod.DELETE, delete);
    assertThat(Caller.code(() -> region.ann().delete(DEVICE, name))).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void aRepeatedUpdateDoesNotUndoWhatSomebodyElseDidMeanwhile() {
    Resource created = region.ann().create(DEVICE, PARENT, device("shared", "One"));
    UpdateRequest two = renamed(created, "Two");
    ByteString first = once(region.ann(), "click-3").ask(DEVICE, StandardMethod.UPDATE, two);
    region.ann().ask(DEVICE, StandardMethod.UPDATE, renamed(created, "Three"));
    ByteString again = once(region.ann(), "click-3").ask(DEVICE, StandardMethod.UPDATE, two);
    assertThat(again).isEqualTo(first);
    assertThat(region.ann().get(DEVICE, created.name()).as(Device.class).getDisplayName())
        .isEqualTo("Three");
  }

  private static UpdateRequest renamed(Resource device, String displayName) {
    return UpdateRequest.of(
        device.as(Device.class).toBuilder().setDisplayName(displayName).build().toByteString(),
        FieldMask.newBuilder().addPaths("display_name").build());
  }

  @Test
  void anotherBodyUnderTheSameIdIsRefusedAndNothingIsWritten() {
    create(once(region.ann(), "click-4"), UNNAMED);
    Status refusal =
        Caller.refusal(
            () ->
                create(
                    once(region.ann(), "click-4"),
                    CreateRequest.of(PARENT, device("another", "x").toByteString())));
    assertThat(refusal.getCode()).isEqualTo(Code.INVALID_ARGUMENT.value());
    assertThat(refusal.getMessage()).contains("click-4");
    assertThat(Caller.found(() -> region.ann().get(DEVICE, PARENT + "/devices/another"))).isFalse();
  }

  @Test
  void theIdOfAnotherCallerIsNotFound() {
    ByteString ann = create(once(region.ann(), "click-5"), UNNAMED);
    ByteString agent = create(once(region.agent(), "click-5"), UNNAMED);
    assertThat(agent).isNotEqualTo(ann);
  }

  @Test
  void withoutTheHeaderAnIdOnlyHelpsToFollowWhatHappened() {
    Caller tracing = region.ann().and(Headers.REQUEST_ID, "trace-1");
    assertThat(create(tracing, UNNAMED)).isNotEqualTo(create(tracing, UNNAMED));
  }

  @Test
  void whoWantsTheSameAnswerNamesTheRequest() {
    Caller nameless = region.ann().and(Headers.REPETITION, Headers.SAME_ANSWER);
    assertThat(Caller.code(() -> create(nameless, UNNAMED))).isEqualTo(Code.INVALID_ARGUMENT);
    Caller unfit = once(region.ann(), "not fit; really");
    assertThat(Caller.code(() -> create(unfit, UNNAMED))).isEqualTo(Code.INVALID_ARGUMENT);
    Caller odd = region.ann().and(Headers.REPETITION, "perhaps");
    assertThat(Caller.code(() -> create(odd, UNNAMED))).isEqualTo(Code.INVALID_ARGUMENT);
  }
}
