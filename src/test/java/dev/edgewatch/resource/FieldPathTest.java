package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status.Address;
import dev.edgewatch.api.devices.v1.Device.Status.DeviceInfo;
import dev.edgewatch.api.types.Meta;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  private static final Device EMPTY = Device.getDefaultInstance();

  private static FieldPath path(String text) {
    return FieldPath.parse(Device.getDescriptor(), text);
  }

  private static Device withAddresses(String... types) {
    Device.Status.Builder status = Device.Status.newBuilder();
    for (String type : types) {
      status.addAddresses(Address.newBuilder().setType(type));
    }
    return Device.newBuilder().setStatus(status).build();
  }

  @Test
  void isReadInThreeSpellingsAndWrittenInOne() {
    assertThat(path("status.deviceInfo.osVersion"))
        .isEqualTo(path("status.device-info.os-version"))
        .isEqualTo(path("status.device_info.os_version"))
        .hasToString("status.device_info.os_version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "name.",
        ".name",
        "name.x",
        "nom",
        "spec..os_version",
        "*",
        "metadata.labels.",
        "tags[0]"
      })
  void refusesWhatIsNoPath(String text) {
    assertThatThrownBy(() -> path(text))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith("path '");
  }

  @Test
  void refusesPathsThatAreTooDeepOrTooLong() {
    assertThatThrownBy(() -> path("spec" + ".spec".repeat(40)))
        .hasMessageContaining("deeper than 32 segments");
    assertThatThrownBy(() -> path("n".repeat(2000)))
        .hasMessageContaining("it has 2000 characters; expected at most 1024");
  }

  @Test
  void aScalarUnderAnUnsetMessageHasItsDefault() {
    assertThat(path("status.device_info.os_version").value(EMPTY)).contains("");
    assertThat(path("status.device_info.os_version").values(EMPTY)).isEmpty();
    assertThat(path("status.device_info.os_version").isSet(EMPTY)).isFalse();
  }

  @Test
  void anUnsetMessageAndAMissingKeyHaveNoValue() {
    assertThat(path("metadata.create_time").value(EMPTY)).isEmpty();
    assertThat(path("metadata.labels.env").value(EMPTY)).isEmpty();
    assertThat(path("metadata.labels").value(EMPTY)).contains(Map.of());
    assertThat(path("metadata.tags").value(EMPTY)).contains(List.of());
  }

  @Test
  void readsOneKeyOfAMapAlsoThroughItsMessages() {
    DeviceInfo.NetworkInterface eth =
        DeviceInfo.NetworkInterface.newBuilder().setInterfaceName("eth").build();
    Device device =
        Device.newBuilder()
            .setMetadata(Meta.newBuilder().putLabels("env", "prod"))
            .setStatus(
                Device.Status.newBuilder()
                    .setDeviceInfo(DeviceInfo.newBuilder().putNetworkInterfaces("eth0", eth)))
            .build();

    FieldPath label = path("metadata.labels.env");
    assertThat(label.value(device)).contains("prod");
    assertThat(label.mapKey()).contains("env");
    assertThat(label.field().getJavaType()).isEqualTo(FieldDescriptor.JavaType.STRING);
    assertThat(label.declaredField().isMapField()).isTrue();
    assertThat(path("status.device_info.network_interfaces.eth0.interface_name").values(device))
        .containsExactly("eth");
    assertThat(path("status.device_info.network_interfaces.eth1.interface_name").isSet(device))
        .isFalse();
  }

  @Test
  void goesThroughAllItemsOfAList() {
    Device device = withAddresses("lan", "wan");
    FieldPath types = path("status.addresses.type");

    assertThat(types.isRepeatedOnTheWay()).isTrue();
    assertThat(types.values(device)).containsExactly("lan", "wan");
    assertThat(types.value(device)).contains("lan");
    assertThatThrownBy(() -> types.set(device.toBuilder(), "x"))
        .hasMessageContaining("goes through a list");

    Device.Builder cleared = device.toBuilder();
    types.clear(cleared);
    assertThat(cleared.build()).isEqualTo(withAddresses("", ""));
  }

  @Test
  void settingAllocatesTheMessagesOnTheWay() {
    Device.Builder device = Device.newBuilder();
    path("status.device_info.os_version").set(device, "1.2");
    path("metadata.labels.env").set(device, "prod");
    path("metadata.labels.site").set(device, "north");
    path("metadata.labels.env").set(device, "test");

    assertThat(device.getStatus().getDeviceInfo().getOsVersion()).isEqualTo("1.2");
    assertThat(device.getMetadata().getLabelsMap())
        .isEqualTo(Map.of("env", "test", "site", "north"));
  }

  @Test
  void clearingAllocatesNothing() {
    Device.Builder device = Device.newBuilder();
    path("status.device_info.os_version").clear(device);
    path("metadata.labels.env").clear(device);

    assertThat(device.build()).isEqualTo(EMPTY);
  }

  @Test
  void aPathCoversWhatIsInsideIt() {
    assertThat(path("metadata").covers(path("metadata.labels.env"))).isTrue();
    assertThat(path("metadata.labels").covers(path("metadata.labels.env"))).isTrue();
    assertThat(path("metadata.labels.env").covers(path("metadata.labels"))).isFalse();
    assertThat(path("metadata.labels.env").covers(path("metadata.labels.environment"))).isFalse();
  }

  @Test
  void whatWasSetIsReadInDynamicMessagesToo() {
    Message dynamic = com.google.protobuf.DynamicMessage.getDefaultInstance(Device.getDescriptor());
    var random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      Mask mask =
          new RandomMasks(random, RandomMasks.Paths.NOT_THROUGH_LISTS).next(Device.getDescriptor());
      Device donor = RandomMessages.any(random).next(EMPTY);
      for (FieldPath path : mask.isAll() ? List.<FieldPath>of() : mask.paths()) {
        path.value(donor)
            .ifPresent(
                value -> {
                  Message.Builder generated = Device.newBuilder();
                  path.set(generated, value);
                  assertThat(path.value(generated.build())).contains(value);
                  path.clear(generated);
                  assertThat(path.isSet(generated.build())).isFalse();
                });
        Message.Builder same = dynamic.toBuilder();
        path.clear(same);
        assertThat(path.isSet(same.build())).isFalse();
      }
    }
  }
}
