package dev.edgewatch.resource.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class DerivedDescriptorsTest {
  private final Catalog catalog = Catalog.compiled();
  private final DerivedDescriptors derived = DerivedDescriptors.compiled();

  @Test
  void everyFactOfTheContractHoldsAndThereIsNothingElse() {
    SortedSet<String> contract = WireFacts.ofContract();
    SortedSet<String> ours = WireFacts.of(derived.files());

    assertThat(contract).hasSize(9_110);
    assertThat(ours).as("nothing else").isSubsetOf(contract);
    assertThat(contract).as("nothing missing").isSubsetOf(ours);
  }

  @Test
  void aServiceIsPublishedOnceAndWholeWhenItIsPartlyDeclaredByHand() {
    List<ServiceDescriptor> deviceServices =
        derived.files().stream()
            .flatMap(file -> file.getServices().stream())
            .filter(service -> service.getFullName().equals("ntt.devices.v1.DeviceService"))
            .toList();

    assertThat(deviceServices).hasSize(1);
    assertThat(deviceServices.getFirst().findMethodByName("Heartbeat")).isNotNull();
    assertThat(deviceServices.getFirst().findMethodByName("SearchDevices")).isNotNull();
  }

  @Test
  void aServiceWithoutATypeIsPublishedAsItIsDeclared() {
    assertThat(derived.services())
        .extracting(ServiceDescriptor::getFullName)
        .doesNotHaveDuplicates()
        .contains(
            "ntt.iam.v1.AttestationService",
            "ntt.devices.v1.PublicService",
            "ntt.monitoring.v4.TimeSerieService");
  }

  @Test
  void filesHaveTheNamesOfTheContract() {
    assertThat(derived.files())
        .extracting(FileDescriptor::getName)
        .contains(
            "edgelq/devices/proto/v1/device_service.proto",
            "edgelq/devices/proto/v1/device_custom.proto",
            "goten/meta-service/proto/v1/region_service.proto");
    assertThat(derived.change(device()).getFile().getName())
        .isEqualTo("edgelq/devices/proto/v1/device_change.proto");
  }

  @Test
  void everyMethodOfEveryTypeIsFoundByItsName() {
    for (ResourceType type : catalog.types()) {
      for (StandardMethod method : StandardMethod.of(type)) {
        assertThat(derived.method(type, method)).as(method.fullMethodName(type)).isNotNull();
        assertThat(derived.method(type, method).toProto().getServerStreaming())
            .isEqualTo(method.streaming());
      }
    }
  }

  private ResourceType device() {
    return catalog.type("devices.edgelq.com/Device");
  }
}
