package dev.edgewatch.resource;

import static dev.edgewatch.resource.Types.DEVICE;
import static dev.edgewatch.resource.Types.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.OwnerReference;
import dev.edgewatch.api.types.View;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {

  private static final Device PUMP =
      Device.newBuilder()
          .setName("projects/p/regions/us-west2/devices/pump")
          .setDisplayName("Pump")
          .setMetadata(
              Meta.newBuilder()
                  .setUuid("u1")
                  .putLabels("env", "prod")
                  .putLabels("site", "north")
                  .addTags("cold"))
          .setSpec(Device.Spec.newBuilder().setOsVersion("1.2").setServiceAccount("sa"))
          .build();

  private static Mask mask(String... paths) {
    return Mask.of(Device.getDescriptor(), paths);
  }

  private static List<String> paths(Mask mask) {
    return mask.paths().stream().map(FieldPath::text).toList();
  }

  @Test
  void isSortedAndWithoutPathsThatAnotherOneCovers() {
    assertThat(
            paths(
                mask(
                    "spec.osVersion",
                    "metadata.labels.env",
                    "display-name",
                    "spec",
                    "metadata.labels")))
        .containsExactly("display_name", "metadata.labels", "spec");
  }

  @Test
  void isEverythingWhenItNamesEachField() {
    Mask all = Mask.all(Device.getDescriptor());

    assertThat(Mask.parse(Device.getDescriptor(), all.toProto()).isAll()).isTrue();
    assertThat(all.subtract(mask("name")).isAll()).isFalse();
  }

  @Test
  void refusesStarsUnknownPathsAndTooManyPaths() {
    assertThatThrownBy(() -> mask("name", "*")).hasMessageContaining("has the path '*'");
    assertThatThrownBy(() -> mask("spec.colour"))
        .hasMessageStartingWith(
            "path 'spec.colour' is invalid: Spec has no field 'colour'; expected service_account");
    assertThatThrownBy(() -> mask("metadata.create_time.seconds"))
        .hasMessage(
            "path 'metadata.create_time.seconds' is invalid: nothing is below 'create_time'");
    assertThatThrownBy(() -> mask("metadata.labels.a.b"))
        .hasMessageContaining("nothing is below 'labels.a'");
    assertThatThrownBy(() -> Mask.of(Device.getDescriptor(), Collections.nCopies(1001, "name")))
        .hasMessage("a mask has 1001 paths; expected at most 1000");
  }

  @Test
  void aFieldTakenOutOfAMessageLeavesItsOtherFields() {
    assertThat(paths(mask("metadata.lifecycle").subtract(mask("metadata.lifecycle.state"))))
        .containsExactly("metadata.lifecycle.block_deletion");
  }

  @Test
  void aKeyTakenOutOfAWholeMapHasNoEffect() {
    assertThat(paths(mask("metadata.labels").subtract(mask("metadata.labels.env"))))
        .containsExactly("metadata.labels");
    assertThat(paths(mask("metadata.labels.env", "name").subtract(mask("metadata.labels.env"))))
        .containsExactly("name");
  }

  @Test
  void projectsFieldsAndSingleKeysOfMaps() {
    Device projected =
        (Device)
            mask("metadata.labels.env", "spec.os_version", "status.addresses.type").project(PUMP);

    assertThat(projected)
        .isEqualTo(
            Device.newBuilder()
                .setMetadata(Meta.newBuilder().putLabels("env", "prod"))
                .setSpec(Device.Spec.newBuilder().setOsVersion("1.2"))
                .build());
    assertThat(Mask.all(Device.getDescriptor()).project(PUMP)).isSameAs(PUMP);
  }

  @Test
  void leavesOutMessagesOfWhichNothingIsSelected() {
    assertThat(((Device) mask("spec.os_image_url").project(PUMP)).hasSpec()).isFalse();
  }

  @Test
  void anUpdateChangesOneKeyOfAMapAndLeavesTheOthers() {
    Device sent =
        Device.newBuilder().setMetadata(Meta.newBuilder().putLabels("env", "test")).build();

    Device updated =
        (Device) DEVICE.update(PUMP, sent, mask("metadata.labels.env", "spec.os_version"));

    assertThat(updated.getMetadata().getLabelsMap())
        .containsEntry("env", "test")
        .containsEntry("site", "north");
    assertThat(updated.getSpec().getOsVersion()).isEmpty();
    assertThat(updated.getSpec().getServiceAccount()).isEqualTo("sa");
  }

  @Test
  void anUpdateIgnoresWhatOnlyTheServerWrites() {
    Meta forged =
        Meta.newBuilder()
            .setUuid("forged")
            .setCreateTime(Timestamp.newBuilder().setSeconds(7))
            .build();
    Device sent = Device.newBuilder().setName(PUMP.getName()).setMetadata(forged).build();

    for (Mask mask :
        List.of(Mask.all(Device.getDescriptor()), mask("metadata"), mask("metadata.uuid"))) {
      Device updated = (Device) DEVICE.update(PUMP, sent, mask);
      assertThat(updated.getMetadata().getUuid()).isEqualTo("u1");
      assertThat(updated.getMetadata().hasCreateTime()).isFalse();
    }
  }

  @Test
  void anUpdateMergesOwnerReferencesByName() {
    OwnerReference one = OwnerReference.newBuilder().setName("one").setKind("old").build();
    OwnerReference two = OwnerReference.newBuilder().setName("two").build();
    OwnerReference newOne = one.toBuilder().setKind("new").build();
    Device current = owned(one, two);

    assertThat(DEVICE.update(current, owned(newOne), mask("metadata.owner_references")))
        .isEqualTo(owned(newOne, two));
    assertThat(DEVICE.update(current, owned(), Mask.all(Device.getDescriptor())))
        .isEqualTo(current);
  }

  private static Device owned(OwnerReference... owners) {
    return Device.newBuilder()
        .setMetadata(Meta.newBuilder().addAllOwnerReferences(List.of(owners)))
        .build();
  }

  @Test
  void anUpdateOfOneFieldOfAListsItemsIsRefused() {
    assertThatThrownBy(() -> DEVICE.update(PUMP, PUMP, mask("status.addresses.type")))
        .hasMessage("a path goes through the list 'addresses'; expected the whole list");
  }

  @Test
  void differencesAreSemantic() {
    Device other = PUMP.toBuilder().setStatus(Device.Status.getDefaultInstance()).build();
    Device tagged = Device.newBuilder().setMetadata(Meta.newBuilder().addTags("")).build();

    assertThat(Mask.diff(PUMP, other).isEmpty()).isTrue();
    assertThat(SemanticEquality.equal(Device.getDefaultInstance(), tagged)).isTrue();
    assertThat(paths(Mask.diff(PUMP, other.toBuilder().setDisplayName("x").build())))
        .containsExactly("display_name");
  }

  @Test
  void differencesInAllFieldsCollapseToTheirParent() {
    Device moved =
        PUMP.toBuilder()
            .setSpec(
                PUMP.getSpec().toBuilder()
                    .setLocation(
                        Device.Spec.Location.newBuilder().setAddress("a").setPlacement("b")))
            .build();

    assertThat(paths(Mask.diff(PUMP, moved))).containsExactly("spec.location");
  }

  @Test
  void aViewAndAFieldMaskAddUpAndAlwaysHoldTheName() {
    FieldMask spec = FieldMask.newBuilder().addPaths("spec").build();
    FieldMask none = FieldMask.getDefaultInstance();

    assertThat(paths(Mask.ofView(DEVICE, View.NAME, spec)))
        .containsExactly("display_name", "name", "spec");
    assertThat(paths(Mask.ofView(DEVICE, View.UNSPECIFIED, spec))).containsExactly("name", "spec");
    assertThat(Mask.ofView(DEVICE, View.UNSPECIFIED, none).isAll()).isTrue();
    assertThat(Mask.ofView(DEVICE, View.FULL, spec).isAll()).isTrue();
    assertThat(paths(Mask.ofView(PROJECT, View.DETAIL, spec(PROJECT))))
        .containsExactly("name", "title");
  }

  private static FieldMask spec(ResourceType type) {
    return FieldMask.newBuilder()
        .addPaths(type.descriptor().findFieldByName("title").getName())
        .build();
  }

  @Test
  void aMaskedMemberOfAOneofTakesThePlaceOfTheOtherOneOnlyWhenItIsSent() {
    Condition byAddress =
        Condition.newBuilder()
            .setIpCondition(Condition.IpCondition.newBuilder().addAllowedCidrs("10.0.0.0/8"))
            .build();
    Condition byAttestation =
        Condition.newBuilder()
            .setAttestationCondition(
                Condition.AttestationCondition.newBuilder().setDomain("projects/p/x/y"))
            .build();
    Mask domain = Mask.of(Condition.getDescriptor(), "attestation_condition.domain");
    Condition.Builder sent = byAddress.toBuilder();
    Condition.Builder notSent = byAddress.toBuilder();

    domain.copy(byAttestation, sent);
    domain.copy(Condition.getDefaultInstance(), notSent);

    assertThat(sent.build()).isEqualTo(byAttestation);
    assertThat(notSent.build()).isEqualTo(byAddress);
  }
}
