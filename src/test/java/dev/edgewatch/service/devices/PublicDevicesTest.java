package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ListPublicDevicesRequest;
import dev.edgewatch.api.devices.v1.ListPublicDevicesResponse;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublicDevicesTest {
  private static final String PARENT = TestRegion.PARENT;
  private static final String PLANT = "projects/acme-plant/regions/us-west2";

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    Caller ann = region.ann();
    ann.create(TestRegion.PROJECT, "", TestRegion.project("acme-plant", "acme"));
    create(PARENT, "hidden", Device.newBuilder().setDisplayName("Hidden"));
    create(PARENT, "named", open("display_name").setDisplayName("Named"));
    create(PARENT, "placed", open("spec.os_version").setDisplayName("Placed"));
    create(PARENT, "shy", open().setDisplayName("Shy"));
    for (int i = 0; i < 25; i++) {
      create(PLANT, "d%02d".formatted(i), open("display_name").setDisplayName("D" + i % 5));
    }
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Device.Builder open(String... paths) {
    return Device.newBuilder()
        .setDescription("not for everybody")
        .setSpec(Device.Spec.newBuilder().setOsVersion("osVersions/v1"))
        .setPublicListingSpec(
            Device.PublicListingSpec.newBuilder()
                .setEnabled(true)
                .setFieldMask(FieldMask.newBuilder().addAllPaths(List.of(paths))));
  }

  private static void create(String parent, String id, Device.Builder device) {
    region
        .ann()
        .create(TestRegion.DEVICE, parent, device.setName(parent + "/devices/" + id).build());
  }

  private static ListPublicDevicesRequest.Builder in(String parent) {
    return ListPublicDevicesRequest.newBuilder().setParent(parent);
  }

  private static ListPublicDevicesResponse list(ListPublicDevicesRequest.Builder request) {
    return region
        .anybody()
        .call(
            "ntt.devices.v1.PublicService/ListPublicDevices",
            request.build(),
            ListPublicDevicesResponse.getDefaultInstance());
  }

  private static List<String> ids(ListPublicDevicesResponse page) {
    return page.getDevicesList().stream()
        .map(device -> device.getName().substring(device.getName().lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void everybodySeesOfListedDevicesWhatTheirMasksShowAndNothingElse() {
    List<Device> devices = list(in(PARENT)).getDevicesList();
    assertThat(devices)
        .containsExactly(
            Device.newBuilder().setName(PARENT + "/devices/named").setDisplayName("Named").build(),
            Device.newBuilder()
                .setName(PARENT + "/devices/placed")
                .setSpec(Device.Spec.newBuilder().setOsVersion("osVersions/v1"))
                .build(),
            Device.newBuilder().setName(PARENT + "/devices/shy").build());
  }

  @Test
  void theMaskOfTheRequestTakesAwayAndAddsNothing() {
    FieldMask wanted =
        FieldMask.newBuilder().addPaths("display_name").addPaths("description").build();
    assertThat(list(in(PARENT).setFieldMask(wanted)).getDevicesList())
        .containsExactly(
            Device.newBuilder().setName(PARENT + "/devices/named").setDisplayName("Named").build(),
            Device.newBuilder().setName(PARENT + "/devices/placed").build(),
            Device.newBuilder().setName(PARENT + "/devices/shy").build());
  }

  @Test
  void neitherFiltersNorOrdersTellWhatIsHidden() {
    assertThat(ids(list(in(PARENT).setFilter("display_name = \"Named\""))))
        .containsExactly("named");
    assertThat(ids(list(in(PARENT).setFilter("display_name = \"Placed\"")))).isEmpty();
    assertThat(ids(list(in(PARENT).setFilter("description != \"\"")))).isEmpty();
    assertThat(Caller.code(() -> list(in(PARENT).setOrderBy("description"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(ids(list(in(PARENT).setOrderBy("name desc"))))
        .containsExactly("shy", "placed", "named");
  }

  @Test
  void pagesGoOnAndBack() {
    List<String> forwards = new ArrayList<>();
    List<String> backwards = new ArrayList<>();
    String token = "";
    String last = "";
    do {
      ListPublicDevicesResponse page = list(in(PLANT).setPageSize(4).setPageToken(token));
      assertThat(page.getDevicesCount()).isLessThanOrEqualTo(4);
      forwards.addAll(ids(page));
      last = page.getPrevPageToken();
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(forwards).hasSize(25).isSorted().doesNotHaveDuplicates();
    for (token = last; !token.isEmpty(); ) {
      ListPublicDevicesResponse page = list(in(PLANT).setPageSize(4).setPageToken(token));
      backwards.addAll(0, ids(page));
      token = page.getPrevPageToken();
    }
    assertThat(backwards).isEqualTo(forwards.subList(0, 24));
  }

  @Test
  void aFilterCountsWhatMatches() {
    ListPublicDevicesResponse page =
        list(in(PLANT).setPageSize(3).setFilter("display_name = \"D1\""));
    assertThat(ids(page)).containsExactly("d01", "d06", "d11");
    assertThat(
            ids(
                list(
                    in(PLANT)
                        .setPageSize(3)
                        .setFilter("display_name = \"D1\"")
                        .setPageToken(page.getNextPageToken()))))
        .containsExactly("d16", "d21");
  }

  @Test
  void nobodyListsAllProjects() {
    assertThat(Caller.code(() -> list(in("projects/-/regions/-"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> list(in(PARENT).setPageSize(-1))))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }
}
