package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.OwnerReference;
import org.junit.jupiter.api.Test;

class DeepMergeTest {

  @Test
  void addsWhatTheOtherSaysAndKeepsTheRest() {
    Device.Builder target =
        Device.newBuilder()
            .setDisplayName("Pump")
            .setMetadata(
                Meta.newBuilder()
                    .putLabels("env", "prod")
                    .putLabels("site", "north")
                    .addTags("a")
                    .addOwnerReferences(OwnerReference.newBuilder().setName("one").setKind("old")));
    Device source =
        Device.newBuilder()
            .setMetadata(
                Meta.newBuilder()
                    .putLabels("env", "test")
                    .addTags("a")
                    .addTags("b")
                    .addOwnerReferences(OwnerReference.newBuilder().setName("one").setKind("new")))
            .build();

    DeepMerge.into(target, source);

    assertThat(target.build())
        .isEqualTo(
            Device.newBuilder()
                .setDisplayName("Pump")
                .setMetadata(
                    Meta.newBuilder()
                        .putLabels("env", "test")
                        .putLabels("site", "north")
                        .addTags("a")
                        .addTags("b")
                        .addOwnerReferences(
                            OwnerReference.newBuilder().setName("one").setKind("new")))
                .build());
  }
}
