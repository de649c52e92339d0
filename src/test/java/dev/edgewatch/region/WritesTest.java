package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.rpc.PreconditionFailure;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.Headers;
import io.grpc.Status.Code;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WritesTest {
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

  private Device created(String id) {
    return ann.create(DEVICE, PARENT, device(id, "Freezer " + id)).as(Device.class);
  }

  private Device get(String name) {
    return ann.get(DEVICE, name).as(Device.class);
  }

  @Test
  void aCreatedDeviceHasWhatTheServerWrites() {
    Device device = created("c1");
    Meta metadata = device.getMetadata();
    assertThat(device.getName()).isEqualTo(PARENT + "/devices/c1");
    assertThat(metadata.getUuid()).hasSize(36);
    assertThat(metadata.getGeneration()).isEqualTo(1);
    assertThat(metadata.getResourceVersion()).matches("[1-9][0-9]*");
    assertThat(metadata.getCreateTime()).isEqualTo(metadata.getUpdateTime());
    assertThat(metadata.getSyncing().getOwningRegion()).isEqualTo("us-west2");
    assertThat(metadata.getSyncing().getRegionsList()).containsExactly("us-west2");
  }

  @Test
  void outputOnlyFieldsOfTheBodyAreDropped() {
    Meta forged =
        Meta.newBuilder()
            .setUuid("forged")
            .setResourceVersion("77")
            .putLabels("site", "s1")
            .build();
    Device device =
        ann.create(DEVICE, PARENT, device("c2", "Freezer").toBuilder().setMetadata(forged).build())
            .as(Device.class);
    assertThat(device.getMetadata().getUuid()).isNotEqualTo("forged");
    assertThat(device.getMetadata().getResourceVersion()).isNotEqualTo("77");
    assertThat(device.getMetadata().getLabelsMap()).containsEntry("site", "s1");
  }

  @Test
  void anIdIsGeneratedFromTheDisplayName() {
    Device unnamed = Device.newBuilder().setDisplayName("My fancy device").build();
    assertThat(ann.create(DEVICE, PARENT, unnamed).name())
        .matches(PARENT + "/devices/my-fancy-device-[a-z0-9]{6}");
    Device idMissing = unnamed.toBuilder().setName(PARENT + "/devices/").build();
    assertThat(ann.create(DEVICE, "", idMissing).name())
        .matches(PARENT + "/devices/my-fancy-device-[a-z0-9]{6}");
  }

  @Test
  void aNameThatExistsIsNotCreatedAgain() {
    created("c3");
    assertThat(Caller.code(() -> created("c3"))).isEqualTo(Code.ALREADY_EXISTS);
  }

  @Test
  void badNamesAndBodiesAreRefusedAsInvalid() {
    assertThat(Caller.code(() -> ann.create(DEVICE, PARENT, device("UPPER", ""))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            Caller.code(
                () ->
                    ann.create(
                        DEVICE, TestRegion.COLD_CHAIN + "/regions/-", Device.getDefaultInstance())))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            Caller.code(
                () ->
                    ann.create(
                        DEVICE, TestRegion.COLD_CHAIN + "/regions/eastus2", device("c4", ""))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            Caller.code(
                () -> ann.ask(DEVICE, StandardMethod.CREATE, ByteString.copyFromUtf8("garbage"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.create(DEVICE, PARENT, device("c5", "x".repeat(129)))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.create(DEVICE, PARENT, device("c6", "a\u0007b"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void aDeviceOfAnotherRegionIsRefusedNamingTheOwner() {
    Device elsewhere = Device.newBuilder().setDisplayName("x").build();
    var status =
        Caller.refusal(
            () -> ann.create(DEVICE, TestRegion.COLD_CHAIN + "/regions/eastus2", elsewhere));
    assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    assertThat(status.getMessage()).contains("eastus2").contains("us-west2");
  }

  @Test
  void aMaskChangesWhatItNamesAndNothingElse() {
    Device before = created("u1");
    Device sent =
        before.toBuilder().setDisplayName("New").setDescription("not in the mask").build();
    Device after = ann.update(DEVICE, sent, "display_name").as(Device.class);
    assertThat(after.getDisplayName()).isEqualTo("New");
    assertThat(after.getDescription()).isEmpty();
    assertThat(after.getMetadata().getGeneration()).isEqualTo(2);
    assertThat(after.getMetadata().getUuid()).isEqualTo(before.getMetadata().getUuid());
    assertThat(Long.parseLong(after.getMetadata().getResourceVersion()))
        .isGreaterThan(Long.parseLong(before.getMetadata().getResourceVersion()));
    assertThat(get(after.getName())).isEqualTo(after);
  }

  @Test
  void oneKeyOfAMapIsChangedAlone() {
    Device before = created("u2");
    ann.update(DEVICE, labelled(before, "a", "1"), "metadata.labels.a");
    Device after =
        ann.update(DEVICE, labelled(before, "b", "2"), "metadata.labels.b").as(Device.class);
    assertThat(after.getMetadata().getLabelsMap())
        .containsEntry("a", "1")
        .containsEntry("b", "2")
        .hasSize(2);
  }

  private static Device labelled(Device device, String key, String value) {
    Device.Builder labelled = device.toBuilder();
    labelled.getMetadataBuilder().clearLabels().putLabels(key, value);
    return labelled.build();
  }

  @Test
  void withoutMaskEverythingWritableIsReplaced() {
    Device before = created("u3");
    Device sent = Device.newBuilder().setName(before.getName()).setDescription("only this").build();
    Device after = ann.update(DEVICE, sent).as(Device.class);
    assertThat(after.getDisplayName()).isEmpty();
    assertThat(after.getDescription()).isEqualTo("only this");
    assertThat(after.getMetadata().getCreateTime()).isEqualTo(before.getMetadata().getCreateTime());
    assertThat(after.getMetadata().getUuid()).isEqualTo(before.getMetadata().getUuid());
  }

  @Test
  void aChangeOfStateAloneIsNoNewGeneration() {
    Device.Builder sent = created("u4").toBuilder();
    sent.getStatusBuilder().setConnectionStatus(ConnectionStatus.CONNECTED);
    Device after = ann.update(DEVICE, sent.build(), "status.connection_status").as(Device.class);
    assertThat(after.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(after.getStatus().getConnectionStatus()).isEqualTo(ConnectionStatus.CONNECTED);
  }

  @Test
  void anUpdateThatChangesNothingWritesNothing() {
    Device before = created("u5");
    Device after = ann.update(DEVICE, before, "display_name", "metadata.uuid").as(Device.class);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aConditionThatDoesNotHoldAborts() {
    Device before = created("u6");
    ann.update(DEVICE, before.toBuilder().setDisplayName("theirs").build(), "display_name");
    UpdateRequest.Cas cas = new UpdateRequest.Cas(before.toByteString(), mask("display_name"));
    UpdateRequest request =
        new UpdateRequest(
            before.toBuilder().setDisplayName("mine").build().toByteString(),
            mask("display_name"),
            Optional.of(cas),
            false,
            new ResponseMask.Whole());
    var status = Caller.refusal(() -> ann.ask(DEVICE, StandardMethod.UPDATE, request));
    assertThat(status.getCode()).isEqualTo(Code.ABORTED.value());
    assertThat(status.getMessage()).contains("display_name");
    assertThat(get(before.getName()).getDisplayName()).isEqualTo("theirs");
  }

  @Test
  void aMissingDeviceIsUpdatedOnlyWhenThatIsAllowed() {
    Device missing = device("u7", "Freezer");
    assertThat(Caller.code(() -> ann.update(DEVICE, missing, "display_name")))
        .isEqualTo(Code.NOT_FOUND);
    UpdateRequest allowed =
        new UpdateRequest(
            missing.toByteString(), mask(), Optional.empty(), true, new ResponseMask.Whole());
    ann.ask(DEVICE, StandardMethod.UPDATE, allowed);
    assertThat(get(missing.getName()).getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void answersAreMaskedAsAsked() throws Exception {
    Device device = device("u8", "Freezer");
    ByteString nothing =
        ann.ask(
            DEVICE,
            StandardMethod.CREATE,
            new CreateRequest(PARENT, device.toByteString(), new ResponseMask.Nothing()));
    assertThat(nothing).isEmpty();
    UpdateRequest request =
        new UpdateRequest(
            device.toBuilder().setDisplayName("New").build().toByteString(),
            mask("display_name"),
            Optional.empty(),
            false,
            new ResponseMask.UpdatedFields());
    Device changed = Device.parseFrom(ann.ask(DEVICE, StandardMethod.UPDATE, request));
    assertThat(changed.getName()).isEqualTo(device.getName());
    assertThat(changed.getDisplayName()).isEqualTo("New");
    assertThat(changed.getMetadata().getUuid()).isEmpty();
  }

  @Test
  void deletedDevicesAreGone() {
    Device device = created("d1");
    ann.delete(DEVICE, device.getName());
    Caller after = ann.and(Headers.AT_LEAST, ann.trailer(Headers.POSITION));
    assertThat(Caller.code(() -> after.get(DEVICE, device.getName()))).isEqualTo(Code.NOT_FOUND);
    assertThat(Caller.code(() -> ann.delete(DEVICE, device.getName()))).isEqualTo(Code.NOT_FOUND);
    ann.ask(DEVICE, StandardMethod.DELETE, new DeleteRequest(device.getName(), true));
  }

  @Test
  void whatIsReferredToIsNotDeleted() throws Exception {
    var organization =
        Caller.refusal(
            () -> region.operator().delete(TestRegion.ORGANIZATION, "organizations/acme"));
    assertThat(organization.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    assertThat(organization.getMessage()).contains(TestRegion.COLD_CHAIN);
    PreconditionFailure failure =
        organization.getDetailsList().stream()
            .filter(detail -> detail.is(PreconditionFailure.class))
            .findFirst()
            .orElseThrow()
            .unpack(PreconditionFailure.class);
    assertThat(failure.getViolationsList())
        .extracting(PreconditionFailure.Violation::getSubject)
        .contains(TestRegion.COLD_CHAIN);
  }

  @Test
  void anEmptyProjectIsCreatedRenamedAndDeletedByAMember() {
    Resource project = ann.create(PROJECT, "", TestRegion.project("acme-spare", "acme"));
    Project renamed = project.as(Project.class).toBuilder().setTitle("Spare").build();
    assertThat(ann.update(PROJECT, renamed, "title").as(Project.class).getTitle())
        .isEqualTo("Spare");
    ann.delete(PROJECT, project.name());
  }

  @Test
  void twoHundredReadsSeeWhatWasJustWritten() {
    Device device = created("p1");
    for (int i = 0; i < 200; i++) {
      String wanted = "Freezer " + i;
      ann.update(DEVICE, device.toBuilder().setDisplayName(wanted).build(), "display_name");
      Caller after = ann.and(Headers.AT_LEAST, ann.trailer(Headers.POSITION));
      assertThat(after.get(DEVICE, device.getName()).as(Device.class).getDisplayName())
          .isEqualTo(wanted);
    }
  }

  @Test
  void readsSeeWhatWasAcknowledgedBeforeThem() {
    Device device = created("p2");
    for (int i = 0; i < 100; i++) {
      String wanted = "Freezer " + i;
      ann.update(DEVICE, device.toBuilder().setDisplayName(wanted).build(), "display_name");
      assertThat(get(device.getName()).getDisplayName()).isEqualTo(wanted);
    }
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(java.util.List.of(paths)).build();
  }
}
