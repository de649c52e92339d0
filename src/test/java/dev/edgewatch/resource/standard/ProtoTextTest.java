package dev.edgewatch.resource.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import org.junit.jupiter.api.Test;

class ProtoTextTest {
  private final DerivedDescriptors derived = DerivedDescriptors.compiled();

  @Test
  void aServiceIsWrittenWithItsMessages() {
    assertThat(text("edgelq/devices/proto/v1/device_service.proto"))
        .contains(
            """
            import "edgelq/devices/proto/v1/device.proto";
            import "edgelq/devices/proto/v1/device_change.proto";
            import "edgelq/devices/proto/v1/device_custom.proto";
            """)
        .contains(
            "  rpc WatchDevices(ntt.devices.v1.WatchDevicesRequest) returns (stream ntt.devices.v1.WatchDevicesResponse);")
        .contains(
            "  rpc Heartbeat(stream ntt.devices.v1.HeartbeatMsg) returns (stream ntt.devices.v1.HeartbeatResponse);")
        .contains(
            """
            message BatchGetDevicesResponse {
              repeated .ntt.devices.v1.Device devices = 1;
              repeated string missing = 2;
            }
            """);
  }

  @Test
  void oneofsAndMapsAreWrittenAsSuch() {
    assertThat(text("edgelq/devices/proto/v1/device_change.proto"))
        .contains(
            """
              oneof change_type {
                .ntt.devices.v1.DeviceChange.Added added = 1;
                .ntt.devices.v1.DeviceChange.Modified modified = 2;
                .ntt.devices.v1.DeviceChange.Current current = 4;
                .ntt.devices.v1.DeviceChange.Removed removed = 3;
              }
            """);
    assertThat(text("goten/types/meta.proto"))
        .contains("  map<string, string> labels = 5;")
        .doesNotContain("LabelsEntry", "edgewatch");
  }

  @Test
  void whatIsWrittenIsCompleteButForProtobufsOwnFiles() {
    assertThat(derived.closure())
        .allSatisfy(
            file ->
                assertThat(file.getDependencies())
                    .extracting(FileDescriptor::getName)
                    .filteredOn(
                        name ->
                            !name.startsWith("google/protobuf/") && !name.startsWith("edgewatch/"))
                    .isSubsetOf(derived.closure().stream().map(FileDescriptor::getName).toList()));
  }

  private String text(String name) {
    return derived.closure().stream()
        .filter(file -> file.getName().equals(name))
        .map(ProtoText::of)
        .findFirst()
        .orElseThrow();
  }
}
