package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.CheckMyRoleBindingsRequest;
import dev.edgewatch.api.iam.v1.CheckMyRoleBindingsResponse;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.ListMyProjectsRequest;
import dev.edgewatch.api.iam.v1.ListMyProjectsResponse;
import dev.edgewatch.api.iam.v1.ListMyRoleBindingsRequest;
import dev.edgewatch.api.iam.v1.ListMyRoleBindingsResponse;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.api.iam.v1.SearchMyProjectsRequest;
import dev.edgewatch.api.iam.v1.SearchMyProjectsResponse;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what by roles, bindings, groups and conditions, and who may give that to others. */
class GrantsTest {
  private static final ResourceType ROLE = Caller.type("iam.edgelq.com/Role");
  private static final ResourceType GROUP = Caller.type("iam.edgelq.com/Group");
  private static final ResourceType GROUP_MEMBER = Caller.type("iam.edgelq.com/GroupMember");
  private static final ResourceType CONDITION = Caller.type("iam.edgelq.com/Condition");
  private static final String ACME = "organizations/acme";

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

  private record Somebody(String email, Caller caller) {
    String member() {
      return "user:" + email;
    }

    boolean sees() {
      return Caller.found(() -> caller.get(DEVICE, PARENT + "/devices/d1"));
    }

    Code seeing() {
      return Caller.code(() -> caller.get(DEVICE, PARENT + "/devices/d1"));
    }

    Code changing() {
      return Caller.code(() -> caller.update(DEVICE, device("d1", "x"), "display_name"));
    }
  }

  private static Somebody somebody() {
    return somebody("p" + UUID.randomUUID() + "@harbor.example");
  }

  private static Somebody somebody(String email) {
    return new Somebody(email, region.caller(email));
  }

  @Test
  void aRoleAllowsWhatItListsWhereItIsBound() {
    Somebody viewer = somebody();
    assertThat(viewer.seeing()).isEqualTo(Code.PERMISSION_DENIED);
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, viewer.member());
    assertThat(viewer.sees()).isTrue();
    assertThat(viewer.changing()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            Caller.code(
                () -> viewer.caller.list(DEVICE, ListRequest.of(TestRegion.FOREIGN_PARENT))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            Caller.code(() -> viewer.caller.list(DEVICE, ListRequest.of("projects/-/regions/-"))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> viewer.caller.list(ROLE_BINDING, ListRequest.of(COLD_CHAIN))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void anAddressIsTheSameInWhateverCase() {
    String id = UUID.randomUUID().toString();
    Somebody viewer = somebody("Mixed." + id + "@Harbor.example");
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:mixed." + id + "@HARBOR.example");
    assertThat(viewer.sees()).isTrue();
  }

  @Test
  void whatIsBoundToAnOrganizationHoldsInItsProjects() {
    Somebody viewer = somebody();
    region.bind(ACME, PredefinedRoles.VIEWER, viewer.member());
    assertThat(viewer.sees()).isTrue();
  }

  @Test
  void membersOfGroupsAndOfGroupsInGroupsHoldWhatIsBoundToThem() {
    Somebody viewer = somebody();
    String inner = group(COLD_CHAIN);
    String outer = group(ACME);
    String membership = take(inner, viewer.member());
    take(outer, "group:" + email(inner));
    assertThat(viewer.seeing()).isEqualTo(Code.PERMISSION_DENIED);
    region.bind(ACME, PredefinedRoles.VIEWER, "group:" + email(outer));
    // A group of a project is not meant by what stands in the organization above it.
    assertThat(viewer.seeing()).isEqualTo(Code.PERMISSION_DENIED);
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "group:" + email(inner));
    assertThat(viewer.sees()).isTrue();
    region.operator().delete(GROUP_MEMBER, membership);
    assertThat(viewer.seeing()).isEqualTo(Code.PERMISSION_DENIED);
    take(outer, viewer.member());
    assertThat(viewer.sees()).isTrue();
  }

  private static String group(String scope) {
    return region
        .operator()
        .create(GROUP, scope, Group.newBuilder().setDisplayName("Field west").build())
        .name();
  }

  private static String email(String group) {
    return region.operator().get(GROUP, group).as(Group.class).getEmail();
  }

  private static String take(String group, String member) {
    return region
        .operator()
        .create(GROUP_MEMBER, group, GroupMember.newBuilder().setMember(member).build())
        .name();
  }

  @Test
  void aGrantCanBeForAPartOfTheScope() {
    Somebody viewer = somebody();
    Role.Grant here = reading().setSubScope("regions/us-west2").build();
    region.bind(COLD_CHAIN, role(here), viewer.member());
    assertThat(viewer.sees()).isTrue();
    Somebody other = somebody();
    Role.Grant elsewhere = reading().setSubScope("regions/eastus2").build();
    region.bind(COLD_CHAIN, role(elsewhere), other.member());
    assertThat(other.seeing()).isEqualTo(Code.PERMISSION_DENIED);
    Status why = Caller.refusal(() -> other.caller.get(DEVICE, PARENT + "/devices/d1"));
    assertThat(why.getMessage()).contains("devices.get").contains("only for regions/eastus2");
  }

  @Test
  void aGrantCanDependOnFieldsOfTheResource() {
    Somebody viewer = somebody();
    Role role =
        roleOf(
                reading()
                    .addResourceFieldConditions(
                        Role.Grant.FieldCondition.newBuilder()
                            .setPath("display_name")
                            .setValue("which"))
                    .build())
            .addScopeParams(
                Role.ScopeParamType.newBuilder()
                    .setName("which")
                    .setType(Role.ScopeParamType.Type.STRING))
            .build();
    String name = region.operator().create(ROLE, ACME, role).name();
    region.ann().create(DEVICE, PARENT, device("mine", "Mine"));
    region.ann().create(DEVICE, PARENT, device("yours", "Yours"));
    region
        .operator()
        .create(
            ROLE_BINDING,
            COLD_CHAIN,
            RoleBinding.newBuilder()
                .setRole(name)
                .setMember(viewer.member())
                .addScopeParams(
                    ScopeParam.newBuilder()
                        .setName("which")
                        .setString(ScopeParam.StringValue.newBuilder().setValue("Mine")))
                .build());
    assertThat(Caller.found(() -> viewer.caller.get(DEVICE, PARENT + "/devices/mine"))).isTrue();
    assertThat(Caller.code(() -> viewer.caller.get(DEVICE, PARENT + "/devices/yours")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> viewer.caller.get(DEVICE, PARENT + "/devices/nothing")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> viewer.caller.list(DEVICE, ListRequest.of(PARENT))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(viewer.caller.list(DEVICE, filtered("display_name = \"Mine\"")).resources())
        .hasSize(1);
    assertThat(
            Caller.code(
                () ->
                    viewer.caller.list(
                        DEVICE, filtered("display_name = \"Mine\" OR display_name = \"Yours\""))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  private static ListRequest filtered(String filter) {
    return new ListRequest(
        PARENT, 10, "", "", filter, FieldMask.getDefaultInstance(), View.UNSPECIFIED, false);
  }

  @Test
  void aBindingCanDependOnWhereTheCallComesFrom() {
    Somebody viewer = somebody();
    String condition =
        region
            .operator()
            .create(
                CONDITION,
                COLD_CHAIN,
                Condition.newBuilder()
                    .setName(COLD_CHAIN + "/conditions/from-lab")
                    .setIpCondition(
                        Condition.IpCondition.newBuilder().addAllowedCidrs("10.1.0.0/16"))
                    .build())
            .name();
    region
        .operator()
        .create(
            ROLE_BINDING,
            COLD_CHAIN,
            RoleBinding.newBuilder()
                .setRole(PredefinedRoles.VIEWER)
                .setMember(viewer.member())
                .addExecutableConditions(ExecutableCondition.newBuilder().setCondition(condition))
                .build());
    Status why = Caller.refusal(() -> viewer.caller.get(DEVICE, PARENT + "/devices/d1"));
    assertThat(why.getMessage()).contains("calls from 10.1.0.0/16");
    Condition wider =
        Condition.newBuilder()
            .setName(condition)
            .setIpCondition(Condition.IpCondition.newBuilder().addAllowedCidrs("127.0.0.0/8"))
            .build();
    region.operator().update(CONDITION, wider, "ip_condition");
    assertThat(viewer.sees()).isTrue();
  }

  private static Role.Grant.Builder reading() {
    return Role.Grant.newBuilder()
        .addPermissions("services/devices.edgelq.com/permissions/devices.get")
        .addPermissions("services/devices.edgelq.com/permissions/devices.list")
        .addPermissions("services/devices.edgelq.com/permissions/devices.watch");
  }

  private static Role.Builder roleOf(Role.Grant grant) {
    return Role.newBuilder()
        .setName(ACME + "/roles/r" + UUID.randomUUID())
        .setCategory(Role.Category.USER)
        .addGrants(grant);
  }

  private static String role(Role.Grant grant) {
    return region.operator().create(ROLE, ACME, roleOf(grant).build()).name();
  }

  @Test
  void nobodyGivesWhatHeDoesNotHold() {
    Somebody giver = somebody();
    Somebody taker = somebody();
    region.bind(COLD_CHAIN, PredefinedRoles.ROLE_ADMIN, giver.member());
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, giver.member());
    assertThat(giving(giver, COLD_CHAIN, PredefinedRoles.OPERATOR, taker))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(giving(giver, COLD_CHAIN, PredefinedRoles.SCOPE_ADMIN, giver))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(giving(giver, ACME, PredefinedRoles.VIEWER, taker))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(giving(giver, COLD_CHAIN, PredefinedRoles.VIEWER, taker)).isEqualTo(Code.OK);
    assertThat(taker.sees()).isTrue();
  }

  private static Code giving(Somebody giver, String scope, String role, Somebody taker) {
    return code(() -> give(giver, scope, role, taker.member()));
  }

  private static String give(Somebody giver, String scope, String role, String member) {
    return giver
        .caller
        .create(
            ROLE_BINDING, scope, RoleBinding.newBuilder().setRole(role).setMember(member).build())
        .name();
  }

  private static Code code(Runnable call) {
    try {
      call.run();
      return Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  @Test
  void nobodyMakesHisOwnRolesBindingsOrGroupsLarger() {
    Somebody admin = somebody();
    region.bind(COLD_CHAIN, PredefinedRoles.ROLE_ADMIN, admin.member());
    Role.Grant more =
        Role.Grant.newBuilder()
            .addPermissions("services/secrets.edgelq.com/permissions/secrets.get")
            .build();
    Role larger =
        roleOf(more).setName(COLD_CHAIN + "/roles/larger").setDisplayName("Larger").build();
    assertThat(code(() -> admin.caller.create(ROLE, COLD_CHAIN, larger)))
        .isEqualTo(Code.PERMISSION_DENIED);
    Role small =
        roleOf(
                Role.Grant.newBuilder()
                    .addPermissions("services/iam.edgelq.com/permissions/roles.get")
                    .build())
            .setName(COLD_CHAIN + "/roles/small")
            .build();
    admin.caller.create(ROLE, COLD_CHAIN, small);
    assertThat(
            code(
                () ->
                    admin.caller.update(
                        ROLE, small.toBuilder().clearGrants().addGrants(more).build(), "grants")))
        .isEqualTo(Code.PERMISSION_DENIED);
    String own = give(admin, COLD_CHAIN, PredefinedRoles.ROLE_ADMIN, admin.member());
    assertThat(
            code(
                () ->
                    admin.caller.update(
                        ROLE_BINDING,
                        RoleBinding.newBuilder()
                            .setName(own)
                            .setRole(PredefinedRoles.ADMIN_OPERATOR)
                            .setMember(admin.member())
                            .build(),
                        "role")))
        .isEqualTo(Code.PERMISSION_DENIED);
    String operators = group(COLD_CHAIN);
    region.bind(COLD_CHAIN, PredefinedRoles.OPERATOR, "group:" + email(operators));
    GroupMember oneself = GroupMember.newBuilder().setMember(admin.member()).build();
    assertThat(code(() -> admin.caller.create(GROUP_MEMBER, operators, oneself)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(admin.seeing()).isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void rolesAreForTheMembersOfTheirCategory() {
    assertThat(code(() -> region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "allUsers")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            code(() -> region.bind(COLD_CHAIN, PredefinedRoles.DEVICE_AGENT, "user:a@b.example")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(code(() -> region.bind(ACME, PredefinedRoles.DEVICE_AGENT, "serviceAccount:a@b")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(code(() -> region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "users:a@b.example")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    Role none = roleOf(reading().build()).clearCategory().build();
    assertThat(code(() -> region.operator().create(ROLE, ACME, none)))
        .isEqualTo(Code.INVALID_ARGUMENT);
    Role owner = roleOf(reading().build()).setCategory(Role.Category.OWNER).build();
    assertThat(code(() -> region.operator().create(ROLE, ACME, owner)))
        .isEqualTo(Code.INVALID_ARGUMENT);
    Role foreign = roleOf(reading().build()).build();
    String name = region.operator().create(ROLE, ACME, foreign).name();
    assertThat(code(() -> region.bind("projects/globex-plant", name, "user:a@b.example")))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void theLastOwnerStays() {
    String scope = "organizations/o" + UUID.randomUUID().toString().substring(0, 8);
    region.operator().create(ORGANIZATION, "", Organization.newBuilder().setName(scope).build());
    Somebody one = somebody();
    Somebody other = somebody();
    String first = region.bind(scope, PredefinedRoles.SCOPE_ADMIN, one.member());
    assertThat(code(() -> one.caller.delete(ROLE_BINDING, first)))
        .isEqualTo(Code.FAILED_PRECONDITION);
    RoleBinding lesser =
        RoleBinding.newBuilder()
            .setName(first)
            .setRole(PredefinedRoles.VIEWER)
            .setMember(one.member())
            .build();
    assertThat(code(() -> one.caller.update(ROLE_BINDING, lesser, "role")))
        .isEqualTo(Code.FAILED_PRECONDITION);
    give(one, scope, PredefinedRoles.SCOPE_ADMIN, other.member());
    one.caller.delete(ROLE_BINDING, first);
    assertThat(Caller.code(() -> one.caller.get(ORGANIZATION, scope)))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void bindingsTellWhatTheServerKnowsOfThem() {
    RoleBinding forged =
        RoleBinding.newBuilder()
            .setRole(PredefinedRoles.SCOPE_ADMIN)
            .setMember("user:Owner@Harbor.example")
            .setMemberType("serviceAccount")
            .build();
    RoleBinding stored =
        region.operator().create(ROLE_BINDING, COLD_CHAIN, forged).as(RoleBinding.class);
    assertThat(stored.getMember()).isEqualTo("user:owner@harbor.example");
    assertThat(stored.getMemberType()).isEqualTo("user");
    assertThat(stored.getCategory()).isEqualTo(Role.Category.OWNER);
    assertThat(stored.getOwnedObjectsList()).containsExactly("-");
    assertThat(stored.getHasOwnedObjects()).isTrue();
  }

  @Test
  void projectsAreCreatedAndMovedByWhoMayCreateInTheOrganization() {
    Somebody admin = somebody();
    Project project =
        TestRegion.project("p" + UUID.randomUUID().toString().substring(0, 8), "acme");
    assertThat(code(() -> admin.caller.create(PROJECT, "", project)))
        .isEqualTo(Code.PERMISSION_DENIED);
    region.bind(ACME, PredefinedRoles.ADMIN_OPERATOR, admin.member());
    admin.caller.create(PROJECT, "", project);
    Project moved = project.toBuilder().setParentOrganization("organizations/globex").build();
    assertThat(code(() -> admin.caller.update(PROJECT, moved, "parent_organization")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            code(
                () ->
                    admin.caller.create(
                        PROJECT,
                        "",
                        project.toBuilder()
                            .setName("projects/rootless")
                            .clearParentOrganization()
                            .build())))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void whatIsInAnotherScopeIsReferredToByWhoMayAttachItThere() {
    Somebody admin = somebody();
    region.bind(COLD_CHAIN, PredefinedRoles.ADMIN_OPERATOR, admin.member());
    String account = TestRegion.FOREIGN_PARENT + "/serviceAccounts/robot";
    Device stealing =
        device("stealing", "x").toBuilder()
            .setSpec(Device.Spec.newBuilder().setServiceAccount(account))
            .build();
    for (int i = 0; i < 2; i++) {
      Status refused = Caller.refusal(() -> admin.caller.create(DEVICE, PARENT, stealing));
      assertThat(refused.getCode()).isEqualTo(Code.PERMISSION_DENIED.value());
      assertThat(refused.getMessage()).contains("serviceAccounts!attach");
      if (i == 0) {
        region
            .operator()
            .create(
                Caller.type("iam.edgelq.com/ServiceAccount"),
                TestRegion.FOREIGN_PARENT,
                ServiceAccount.newBuilder().setName(account).build());
      }
    }
  }

  @Test
  void everybodyListsWhatHeBelongsTo() {
    Somebody viewer = somebody();
    assertThat(projects(viewer)).isEmpty();
    assertThat(viewer.caller.list(PROJECT, ListRequest.of("")).resources()).isEmpty();
    String binding = region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, viewer.member());
    assertThat(projects(viewer)).containsExactly(COLD_CHAIN);
    assertThat(viewer.caller.list(PROJECT, ListRequest.of("")).resources()).hasSize(1);
    assertThat(search(viewer, "cold")).containsExactly(COLD_CHAIN);
    assertThat(search(viewer, "plant")).isEmpty();
    ListMyRoleBindingsResponse bindings =
        call(
            viewer,
            "RoleBindingService/ListMyRoleBindings",
            ListMyRoleBindingsRequest.newBuilder().setIncludePagingInfo(true).build(),
            ListMyRoleBindingsResponse.getDefaultInstance());
    assertThat(bindings.getRoleBindingsList())
        .extracting(RoleBinding::getName)
        .containsExactly(binding);
    assertThat(bindings.getTotalCount()).isEqualTo(1);
  }

  @Test
  void everybodyIsToldHisOwnBindingsInAScopeAndAboveIt() {
    Somebody viewer = somebody();
    String above = region.bind(ACME, PredefinedRoles.SECRET_READER, viewer.member());
    String here = region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, viewer.member());
    region.bind("projects/globex-plant", PredefinedRoles.VIEWER, viewer.member());
    CheckMyRoleBindingsResponse answer =
        call(
            viewer,
            "AuthorizationService/CheckMyRoleBindings",
            CheckMyRoleBindingsRequest.newBuilder().setParent(COLD_CHAIN).build(),
            CheckMyRoleBindingsResponse.getDefaultInstance());
    assertThat(answer.getResolvableGrantsList())
        .extracting(grant -> grant.getRoleBinding().getName())
        .containsExactly(above, here);
    assertThat(answer.getResolvableGrants(1).getGrants(0).getPermissionsList())
        .contains("services/devices.edgelq.com/permissions/devices.get");
  }

  private static List<String> projects(Somebody somebody) {
    return call(
            somebody,
            "ProjectService/ListMyProjects",
            ListMyProjectsRequest.getDefaultInstance(),
            ListMyProjectsResponse.getDefaultInstance())
        .getProjectsList()
        .stream()
        .map(Project::getName)
        .toList();
  }

  private static List<String> search(Somebody somebody, String phrase) {
    return call(
            somebody,
            "ProjectService/SearchMyProjects",
            SearchMyProjectsRequest.newBuilder().setPhrase(phrase).build(),
            SearchMyProjectsResponse.getDefaultInstance())
        .getProjectsList()
        .stream()
        .map(Project::getName)
        .toList();
  }

  private static <Q extends Message, A extends Message> A call(
      Somebody somebody, String method, Q request, A answer) {
    return somebody.caller.call("ntt.iam.v1." + method, request, answer);
  }
}
