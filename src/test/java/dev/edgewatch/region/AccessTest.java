package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.FOREIGN_PARENT;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.rpc.Status;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final ResourceType REGION = Caller.type("meta.goten.com/Region");

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    region.ann().create(DEVICE, PARENT, device("known", "Freezer"));
    region
        .operator()
        .create(
            REGION,
            "",
            Region.newBuilder().setName("regions/us-west2").setTitle("US West").build());
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @Test
  void nobodyComesInWithoutAcceptableToken() {
    Caller anonymous = new Caller(region.channel(), new Metadata());
    Caller forged = Caller.with(region.channel(), "a.b.c");
    for (StandardMethod method : StandardMethod.of(DEVICE)) {
      if (!method.streaming()) {
        assertThat(Caller.code(() -> anonymous.ask(DEVICE, method, ByteString.EMPTY)))
            .as(method.name())
            .isEqualTo(Code.PERMISSION_DENIED);
        assertThat(Caller.code(() -> forged.ask(DEVICE, method, ByteString.EMPTY)))
            .as(method.name())
            .isEqualTo(Code.UNAUTHENTICATED);
      }
    }
  }

  @Test
  void whatIsForbiddenAndWhatIsMissingLookTheSame() {
    Caller greta = region.greta();
    assertThat(refusal(greta, "known")).isEqualTo(refusal(greta, "unknown"));
    assertThat(refusal(greta, "known").getCode()).isEqualTo(Code.PERMISSION_DENIED.value());
    Status missing = Caller.refusal(() -> greta.get(PROJECT, "projects/nothing"));
    Status foreign = Caller.refusal(() -> greta.get(PROJECT, COLD_CHAIN));
    assertThat(foreign.getCode()).isEqualTo(missing.getCode());
    assertThat(foreign.getMessage().replace("acme-cold-chain", "nothing"))
        .isEqualTo(missing.getMessage());
  }

  /** Without the id, so that only what tells the two apart is left. */
  private static Status refusal(Caller caller, String id) {
    Status status = Caller.refusal(() -> caller.get(DEVICE, PARENT + "/devices/" + id));
    return status.toBuilder()
        .clearDetails()
        .setMessage(status.getMessage().replace(id, ""))
        .build();
  }

  @Test
  void strangersMayDoNothing() {
    Caller greta = region.greta();
    Device device = device("known", "Mine");
    assertThat(Caller.code(() -> greta.create(DEVICE, PARENT, device("new", ""))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> greta.update(DEVICE, device, "display_name")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> greta.delete(DEVICE, device.getName())))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> greta.list(DEVICE, ListRequest.of(PARENT))))
        .isEqualTo(Code.PERMISSION_DENIED);
    BatchGetRequest batch =
        new BatchGetRequest(
            List.of(device.getName()), FieldMask.getDefaultInstance(), View.UNSPECIFIED);
    assertThat(Caller.code(() -> greta.ask(DEVICE, StandardMethod.BATCH_GET, batch)))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void authorizationComesBeforeValidation() {
    assertThat(
            Caller.code(
                () -> region.greta().create(DEVICE, PARENT, device("new", "x".repeat(500)))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void wildcardProjectsAreNotForPeople() {
    assertThat(Caller.code(() -> region.ann().list(DEVICE, ListRequest.of("projects/-/regions/-"))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(region.sibling().list(DEVICE, ListRequest.of("projects/-/regions/-")).resources())
        .isNotEmpty();
    assertThat(region.ann().list(DEVICE, ListRequest.of(COLD_CHAIN + "/regions/-")).resources())
        .isNotEmpty();
  }

  @Test
  void listsOfProjectsAndOrganizationsShowOnesOwn() throws Exception {
    assertThat(names(region.ann(), PROJECT))
        .contains(COLD_CHAIN)
        .doesNotContain("projects/globex-plant");
    assertThat(names(region.greta(), PROJECT)).containsExactly("projects/globex-plant");
    assertThat(names(region.greta(), ORGANIZATION)).containsExactly("organizations/globex");
    assertThat(names(region.operator(), PROJECT)).contains(COLD_CHAIN, "projects/globex-plant");
  }

  private static List<String> names(Caller caller, ResourceType type) {
    return caller.list(type, ListRequest.of("")).resources().stream()
        .map(encoded -> new dev.edgewatch.resource.Resource(type, "", encoded))
        .map(resource -> type.nameOf(resource.message()))
        .toList();
  }

  @Test
  void projectsAreCreatedInAndMovedToOnesOwnOrganizationsOnly() {
    Caller ann = region.ann();
    assertThat(Caller.code(() -> ann.create(PROJECT, "", TestRegion.project("stolen", "globex"))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            Caller.code(
                () ->
                    ann.create(
                        PROJECT, "", Project.newBuilder().setName("projects/nobodys").build())))
        .isEqualTo(Code.PERMISSION_DENIED);
    Project moved = TestRegion.project("acme-cold-chain", "globex");
    assertThat(Caller.code(() -> ann.update(PROJECT, moved, "parent_organization")))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aNewProjectIsUsableAtOnce() {
    Caller ann = region.ann();
    for (int i = 0; i < 20; i++) {
      ann.create(PROJECT, "", TestRegion.project("quick" + i, "acme"));
      ann.create(DEVICE, "projects/quick" + i + "/regions/us-west2", Device.getDefaultInstance());
    }
  }

  @Test
  void aWatchEndsWhenItsProjectChangesHands() throws Exception {
    Caller ann = region.ann();
    ann.create(PROJECT, "", TestRegion.project("acme-sold", "acme"));
    WatchManyRequest page =
        WatchManyRequest.page(
            "projects/acme-sold/regions/us-west2", "", "", "", 10, FieldMask.getDefaultInstance());
    WatchManyRequest other =
        WatchManyRequest.page(PARENT, "", "", "", 10, FieldMask.getDefaultInstance());
    try (StreamRecording ended = new StreamRecording(ann, DEVICE, StandardMethod.WATCH_MANY, page);
        StreamRecording goingOn =
            new StreamRecording(ann, DEVICE, StandardMethod.WATCH_MANY, other)) {
      ended.nextMany();
      goingOn.nextMany();
      region
          .operator()
          .update(PROJECT, TestRegion.project("acme-sold", "globex"), "parent_organization");
      assertThat(ended.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      ann.create(DEVICE, PARENT, device("goes-on", ""));
      assertThat(goingOn.nextMany().changes().isEmpty()).isFalse();
    }
  }

  @Test
  void metaIsReadableByAllAndWrittenByOperators() {
    assertThat(region.ann().get(REGION, "regions/us-west2").as(Region.class).getTitle())
        .isEqualTo("US West");
    Region renamed = Region.newBuilder().setName("regions/us-west2").setTitle("Mine").build();
    assertThat(Caller.code(() -> region.ann().update(REGION, renamed, "title")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> region.agent().create(REGION, "", renamed)))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void siblingRegionsReadEverythingAndWriteNothing() {
    Caller sibling = region.sibling();
    assertThat(sibling.get(DEVICE, PARENT + "/devices/known").name()).endsWith("known");
    assertThat(Caller.code(() -> sibling.update(DEVICE, device("known", "x"), "display_name")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> sibling.create(PROJECT, "", TestRegion.project("theirs", "acme"))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void agentsOfAnOrganizationWorkInItsProjects() {
    Caller agent = region.agent();
    assertThat(agent.get(DEVICE, PARENT + "/devices/known").name()).endsWith("known");
    assertThat(Caller.code(() -> agent.create(DEVICE, FOREIGN_PARENT, Device.getDefaultInstance())))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void malformedRequestsAreInvalidAndNeverInternal() {
    Caller ann = region.ann();
    ByteString garbage = ByteString.copyFrom(new byte[] {(byte) 0xff, 1, 2, 3});
    for (StandardMethod method : StandardMethod.of(DEVICE)) {
      if (!method.streaming()) {
        assertThat(Caller.code(() -> ann.ask(DEVICE, method, garbage)))
            .as(method.name())
            .isEqualTo(Code.INVALID_ARGUMENT);
        if (method != StandardMethod.BATCH_GET) {
          assertThat(Caller.code(() -> ann.ask(DEVICE, method, ByteString.EMPTY)))
              .as(method.name())
              .isEqualTo(Code.INVALID_ARGUMENT);
        }
      }
    }
    assertThat(Caller.code(() -> ann.get(DEVICE, "projects/-/regions/us-west2/devices/x")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.list(DEVICE, list("bad filter ((", "", "", 0))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.list(DEVICE, list("", "no_such_field", "", 0))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.list(DEVICE, list("", "", "x.y.z", 0))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.list(DEVICE, list("", "", "", -3))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.list(DEVICE, list("a".repeat(5000), "", "", 0))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            Caller.code(() -> ann.ask(DEVICE, StandardMethod.DELETE, new DeleteRequest("", true))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.ask(DEVICE, StandardMethod.GET, GetRequest.of("nonsense"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  private static ListRequest list(String filter, String orderBy, String token, int size) {
    return new ListRequest(
        PARENT,
        size,
        token,
        orderBy,
        filter,
        FieldMask.getDefaultInstance(),
        View.UNSPECIFIED,
        false);
  }
}
