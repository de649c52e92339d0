package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.CustomizedImage;
import dev.edgewatch.api.devices.v1.DeregisterRequest;
import dev.edgewatch.api.devices.v1.DeregisterResponse;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardware.Status.PROVISIONING_STATE;
import dev.edgewatch.api.devices.v1.GetDedicatedEndpointsRequest;
import dev.edgewatch.api.devices.v1.GetDedicatedEndpointsResponse;
import dev.edgewatch.api.devices.v1.RequestUrlRequest;
import dev.edgewatch.api.devices.v1.RequestUrlResponse;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HardwareAndImagesTest {
  private static final ResourceType IMAGE = Caller.type("devices.edgelq.com/CustomizedImage");
  private static final ResourceType HARDWARE = Caller.type("devices.edgelq.com/DeviceHardware");
  private static final ResourceType DEPLOYMENT = Caller.type("meta.goten.com/Deployment");

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

  private static RequestUrlResponse url(Caller caller, String name) {
    return caller.call(
        "ntt.devices.v1.CustomizedImageService/RequestUrl",
        RequestUrlRequest.newBuilder().setName(name).build(),
        RequestUrlResponse.getDefaultInstance());
  }

  @Test
  void anImageIsDownloadedWhenItIsReady() {
    CustomizedImage.Builder image =
        CustomizedImage.newBuilder().setName(TestRegion.PARENT + "/customizedImages/site");
    ann.create(IMAGE, TestRegion.PARENT, image.build());
    assertThat(Caller.code(() -> url(ann, image.getName()))).isEqualTo(Code.FAILED_PRECONDITION);
    image
        .getStatusBuilder()
        .setState(CustomizedImage.Status.State.READY)
        .setFile("https://images.example/site.img");
    region.operator().update(IMAGE, image.build(), "status");
    assertThat(url(ann, image.getName()).getUrl()).isEqualTo("https://images.example/site.img");
    assertThat(Caller.code(() -> url(region.greta(), image.getName())))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void deregisteredHardwareBelongsToNoDevice() {
    String device =
        ann.create(TestRegion.DEVICE, TestRegion.PARENT, Device.getDefaultInstance()).name();
    DeviceHardware.Builder hardware =
        DeviceHardware.newBuilder()
            .setName(TestRegion.PARENT + "/deviceHardwares/box")
            .setSerialNumber("S1")
            .setAssociatedDevice(device);
    hardware.getStatusBuilder().setProvisioningState(PROVISIONING_STATE.PROVISIONED);
    ann.create(HARDWARE, TestRegion.PARENT, hardware.build());
    ann.call(
        "ntt.devices.v1.DeviceHardwareService/Deregister",
        DeregisterRequest.newBuilder().setName(hardware.getName()).build(),
        DeregisterResponse.getDefaultInstance());
    DeviceHardware after = ann.get(HARDWARE, hardware.getName()).as(DeviceHardware.class);
    assertThat(after.getAssociatedDevice()).isEmpty();
    assertThat(after.getStatus().getProvisioningState()).isEqualTo(PROVISIONING_STATE.UNKNOWN);
    assertThat(after.getSerialNumber()).isEqualTo("S1");
  }

  @Test
  void anAgentConnectsToTheDeploymentOfItsRegion() {
    String device =
        ann.create(TestRegion.DEVICE, TestRegion.PARENT, Device.getDefaultInstance()).name();
    assertThat(endpoints(device)).isEmpty();
    Caller operator = region.operator();
    operator.create(
        Caller.type("meta.goten.com/Region"),
        "",
        Region.newBuilder().setName("regions/us-west2").build());
    operator.create(
        Caller.type("meta.goten.com/Service"),
        "",
        Service.newBuilder().setName("services/devices.edgelq.com").build());
    Deployment deployment =
        Deployment.newBuilder()
            .setName("services/devices.edgelq.com/deployments/us-west2")
            .setRegion("regions/us-west2")
            .setPublicDomain("devices.us-west2.example:443")
            .build();
    operator.create(DEPLOYMENT, "", deployment);
    assertThat(endpoints(device)).containsExactly("devices.us-west2.example:443");
    operator.update(DEPLOYMENT, deployment.toBuilder().setIsDisabled(true).build(), "is_disabled");
    assertThat(endpoints(device)).isEmpty();
  }

  private static List<String> endpoints(String device) {
    return ann.call(
            "ntt.devices.v1.DeviceService/GetDedicatedEndpoints",
            GetDedicatedEndpointsRequest.newBuilder().setName(device).build(),
            GetDedicatedEndpointsResponse.getDefaultInstance())
        .getEndpointsList();
  }
}
