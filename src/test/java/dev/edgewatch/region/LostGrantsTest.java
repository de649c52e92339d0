package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.access.v1.ListGrantorsRequest;
import dev.edgewatch.api.access.v1.ListGrantorsResponse;
import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of open streams when what allowed them goes away, or comes. */
class LostGrantsTest {
  private static final ResourceType ROLE = Caller.type("iam.edgelq.com/Role");
  private static final ResourceType GROUP = Caller.type("iam.edgelq.com/Group");
  private static final ResourceType GROUP_MEMBER = Caller.type("iam.edgelq.com/GroupMember");
  private static final int TIMES = 100;

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    region.ann().create(DEVICE, PARENT, device("d1", "Freezer"));
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static String email() {
    return "p" + UUID.randomUUID() + "@harbor.example";
  }

  private static StreamRecording page(Caller caller) throws InterruptedException {
    StreamRecording stream =
        new StreamRecording(
            caller,
            DEVICE,
            StandardMethod.WATCH_MANY,
            WatchManyRequest.page(PARENT, "", "", "", 10, FieldMask.getDefaultInstance()));
    stream.nextMany();
    return stream;
  }

  /** A revocation, and at once a change that must not be seen any more, many times over. */
  @Test
  void nothingThatChangedAfterTheRevocationIsSent() throws Exception {
    Caller operator = region.operator();
    Caller ann = region.ann();
    for (int i = 0; i < TIMES; i++) {
      String email = email();
      String binding = region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
      try (StreamRecording stream = page(region.caller(email))) {
        operator.delete(ROLE_BINDING, binding);
        ann.update(DEVICE, device("d1", "secret " + i), "display_name");
        assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(stream.hasSaid("secret " + i)).isFalse();
      }
    }
  }

  @Test
  void streamsOfOneResourceEndAsWell() throws Exception {
    String email = email();
    String binding = region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
    try (StreamRecording stream =
        new StreamRecording(
            region.caller(email),
            DEVICE,
            StandardMethod.WATCH_ONE,
            new WatchOneRequest(
                PARENT + "/devices/d1", FieldMask.getDefaultInstance(), View.UNSPECIFIED))) {
      stream.next();
      region.operator().delete(ROLE_BINDING, binding);
      assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void aRoleThatIsMadeSmallerEndsStreams() throws Exception {
    String email = email();
    Role role =
        Role.newBuilder()
            .setName("organizations/acme/roles/r" + UUID.randomUUID())
            .setCategory(Role.Category.USER)
            .addGrants(
                Role.Grant.newBuilder()
                    .addPermissions("services/devices.edgelq.com/permissions/devices.watch")
                    .addPermissions("services/devices.edgelq.com/permissions/devices.get"))
            .build();
    region.operator().create(ROLE, "organizations/acme", role);
    region.bind(COLD_CHAIN, role.getName(), "user:" + email);
    try (StreamRecording stream = page(region.caller(email))) {
      Role smaller =
          role.toBuilder()
              .setGrants(
                  0,
                  Role.Grant.newBuilder()
                      .addPermissions("services/devices.edgelq.com/permissions/devices.get"))
              .build();
      region.operator().update(ROLE, smaller, "grants");
      assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void whoLeavesAGroupLosesWhatItBrought() throws Exception {
    String email = email();
    Group made =
        region.operator().create(GROUP, COLD_CHAIN, Group.getDefaultInstance()).as(Group.class);
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "group:" + made.getEmail());
    String membership =
        region
            .operator()
            .create(
                GROUP_MEMBER,
                made.getName(),
                GroupMember.newBuilder().setMember("user:" + email).build())
            .name();
    try (StreamRecording stream = page(region.caller(email))) {
      region.operator().delete(GROUP_MEMBER, membership);
      assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void aProjectThatLeavesTheOrganizationTakesItsStreamsAlong() throws Exception {
    String email = email();
    String organization = "organizations/o" + UUID.randomUUID().toString().substring(0, 8);
    region
        .operator()
        .create(ORGANIZATION, "", Organization.newBuilder().setName(organization).build());
    Project project =
        Project.newBuilder()
            .setName("projects/p" + UUID.randomUUID().toString().substring(0, 8))
            .setParentOrganization(organization)
            .build();
    region.operator().create(PROJECT, "", project);
    region.bind(organization, PredefinedRoles.VIEWER, "user:" + email);
    try (StreamRecording stream =
        new StreamRecording(
            region.caller(email),
            DEVICE,
            StandardMethod.WATCH_MANY,
            WatchManyRequest.page(
                project.getName() + "/regions/us-west2",
                "",
                "",
                "",
                10,
                FieldMask.getDefaultInstance()))) {
      stream.nextMany();
      region
          .operator()
          .update(
              PROJECT,
              project.toBuilder().setParentOrganization("organizations/globex").build(),
              "parent_organization");
      assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void whoKeepsAnotherGrantKeepsTheStream() throws Exception {
    String email = email();
    String one = region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
    region.bind("organizations/acme", PredefinedRoles.OPERATOR, "user:" + email);
    try (StreamRecording stream = page(region.caller(email))) {
      region.operator().delete(ROLE_BINDING, one);
      region.ann().update(DEVICE, device("d1", "still seen"), "display_name");
      await().atMost(Duration.ofSeconds(10)).until(() -> stream.hasSaid("still seen"));
    }
  }

  /** The list of projects is narrowed; when it would be another one, the client asks anew. */
  @Test
  void aNarrowedListEndsSoThatItIsAskedForAnew() throws Exception {
    String email = email();
    Caller viewer = region.caller(email);
    WatchManyRequest request =
        WatchManyRequest.page("", "", "", "", 10, FieldMask.getDefaultInstance());
    try (StreamRecording stream =
        new StreamRecording(viewer, PROJECT, StandardMethod.WATCH_MANY, request)) {
      stream.nextMany();
      region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
      assertThat(stream.end().getCode()).isEqualTo(Code.UNAVAILABLE);
    }
    assertThat(viewer.list(PROJECT, ListRequest.of("")).resources()).hasSize(1);
  }

  @Test
  void everybodyWatchesWhatHeHolds() throws Exception {
    String email = email();
    Caller viewer = region.caller(email);
    try (StreamRecording stream = access(viewer, COLD_CHAIN)) {
      WatchMyAccessResponse nothing = WatchMyAccessResponse.parseFrom(stream.next());
      assertThat(nothing.getBindingsList()).isEmpty();
      assertThat(nothing.getScopesList()).containsExactly(COLD_CHAIN);
      assertThat(nothing.getMembersList())
          .contains("user:" + email, "domain:harbor.example", "allAuthenticatedUsers");
      String binding = region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
      WatchMyAccessResponse something = nextWith(stream, 1);
      assertThat(something.getBindingsList())
          .singleElement()
          .satisfies(
              held -> {
                assertThat(held.getBinding().getName()).isEqualTo(binding);
                assertThat(held.getRole().getName()).isEqualTo(PredefinedRoles.VIEWER);
              });
      assertThat(something.getScopesList()).containsExactly(COLD_CHAIN, "organizations/acme");
      region.operator().delete(ROLE_BINDING, binding);
      assertThat(nextWith(stream, 0).getBindingsList()).isEmpty();
    }
  }

  /** There may be others before, because the person is written down meanwhile. */
  private static WatchMyAccessResponse nextWith(StreamRecording stream, int bindings)
      throws Exception {
    WatchMyAccessResponse next = WatchMyAccessResponse.parseFrom(stream.next());
    while (next.getBindingsCount() != bindings) {
      next = WatchMyAccessResponse.parseFrom(stream.next());
    }
    return next;
  }

  private static StreamRecording access(Caller caller, String scope) {
    return new StreamRecording(
        caller,
        method("WatchMyAccess", MethodDescriptor.MethodType.SERVER_STREAMING),
        WatchMyAccessRequest.newBuilder().setScope(scope).build().toByteString());
  }

  private static MethodDescriptor<ByteString, ByteString> method(
      String name, MethodDescriptor.MethodType type) {
    return MethodDescriptor.newBuilder(WireMethods.BYTES, WireMethods.BYTES)
        .setType(type)
        .setFullMethodName("edgewatch.access.v1.AccessService/" + name)
        .build();
  }

  @Test
  void whoHasSomethingInAScopeIsToldWhoCanGiveMore() {
    String email = email();
    String giver = email();
    region.bind(COLD_CHAIN, PredefinedRoles.SCOPE_ADMIN, "user:" + giver);
    assertThat(grantors(region.caller(email))).isEmpty();
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
    assertThat(grantors(region.caller(email)))
        .contains("user:" + giver, "domain:acme.example")
        .doesNotContain("user:" + email);
  }

  private static List<String> grantors(Caller caller) {
    ListGrantorsRequest request =
        ListGrantorsRequest.newBuilder()
            .setScope(COLD_CHAIN)
            .setPermission("services/devices.edgelq.com/permissions/devices.create")
            .build();
    return new ArrayList<>(
        caller
            .call(
                "edgewatch.access.v1.AccessService/ListGrantors",
                request,
                ListGrantorsResponse.getDefaultInstance())
            .getMembersList());
  }
}
