package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.ListGroupMembersWithMembersRequest;
import dev.edgewatch.api.iam.v1.ListGroupMembersWithMembersResponse;
import dev.edgewatch.api.iam.v1.ListMyProjectsRequest;
import dev.edgewatch.api.iam.v1.ListMyProjectsResponse;
import dev.edgewatch.api.iam.v1.ListMyServiceProjectsRequest;
import dev.edgewatch.api.iam.v1.ListMyServiceProjectsResponse;
import dev.edgewatch.api.iam.v1.ListRoleBindingsWithMembersRequest;
import dev.edgewatch.api.iam.v1.ListRoleBindingsWithMembersResponse;
import dev.edgewatch.api.iam.v1.MembersInfo;
import dev.edgewatch.api.iam.v1.MembersMasks;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.SearchMyOrganizationsRequest;
import dev.edgewatch.api.iam.v1.SearchMyOrganizationsResponse;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.EmailHolders;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import io.grpc.Status.Code;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bindings and places in groups with who is behind the members, and lists of one's own scopes. */
class ListsWithMembersTest {
  private static final ResourceType USER = Caller.type("iam.edgelq.com/User");
  private static final ResourceType GROUP = Caller.type("iam.edgelq.com/Group");
  private static final ResourceType GROUP_MEMBER = Caller.type("iam.edgelq.com/GroupMember");
  private static final ResourceType ACCOUNT = Caller.type("iam.edgelq.com/ServiceAccount");
  private static final String PIA = "pia@harbor.example";

  private static TestIssuer issuer;
  private static TestRegion region;
  private static String project;
  private static Caller owner;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    project = region.operator().create(PROJECT, "", TestRegion.project("acme-team", "acme")).name();
    region.bind(project, PredefinedRoles.SCOPE_ADMIN, "user:owner@harbor.example");
    owner = region.caller("owner@harbor.example");
    region.caller(PIA).list(PROJECT, ListRequest.of(""));
    String row = EmailHolders.userOf(issuer.issuer(), PIA);
    User pia =
        await()
            .ignoreExceptions()
            .until(() -> region.operator().get(USER, row), found -> true)
            .as(User.class);
    region
        .operator()
        .update(
            USER,
            pia.toBuilder().setFullName("Pia").putSettings("theme", "dark").build(),
            "full_name",
            "settings");
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static String scope() {
    String id = "acme-" + UUID.randomUUID().toString().substring(0, 8);
    String name = region.operator().create(PROJECT, "", TestRegion.project(id, "acme")).name();
    region.bind(name, PredefinedRoles.SCOPE_ADMIN, "user:owner@harbor.example");
    return name;
  }

  private static ListRoleBindingsWithMembersRequest.Builder bindings(String parent) {
    return ListRoleBindingsWithMembersRequest.newBuilder().setParent(parent);
  }

  private static ListRoleBindingsWithMembersResponse list(
      Caller caller, ListRoleBindingsWithMembersRequest.Builder request) {
    return caller.call(
        "ntt.iam.v1.RoleBindingService/ListRoleBindingsWithMembers",
        request.build(),
        ListRoleBindingsWithMembersResponse.getDefaultInstance());
  }

  private static ListMyProjectsResponse mine(Caller caller, ListMyProjectsRequest.Builder request) {
    return caller.call(
        "ntt.iam.v1.ProjectService/ListMyProjects",
        request.build(),
        ListMyProjectsResponse.getDefaultInstance());
  }

  private static ListMyServiceProjectsResponse services(
      Caller caller, ListMyServiceProjectsRequest.Builder request) {
    return caller.call(
        "ntt.iam.v1.ServiceProjectsManagementService/ListMyServiceProjects",
        request.build(),
        ListMyServiceProjectsResponse.getDefaultInstance());
  }

  private static MembersInfo only(List<MembersInfo> members, String member) {
    return members.stream()
        .filter(one -> one.getMember().equals(member))
        .reduce(
            (one, other) -> {
              throw new AssertionError("twice: " + member);
            })
        .orElseThrow();
  }

  @Test
  void bindingsComeWithThePeopleTheProgramsAndTheGroupsBehindThem() {
    String scope = scope();
    ServiceAccount account =
        owner
            .create(
                ACCOUNT,
                scope + "/regions/us-west2",
                ServiceAccount.newBuilder().setDisplayName("Importer").build())
            .as(ServiceAccount.class);
    Group group =
        owner
            .create(GROUP, scope, Group.newBuilder().setDisplayName("Field west").build())
            .as(Group.class);
    String person = "user:" + PIA;
    String program = "serviceAccount:" + account.getEmail();
    String team = "group:" + group.getEmail();
    String nobody = "user:nobody-yet@harbor.example";
    List.of(person, program, team, nobody)
        .forEach(member -> region.bind(scope, PredefinedRoles.VIEWER, member));
    region.bind(scope, PredefinedRoles.OPERATOR, person);
    ListRoleBindingsWithMembersResponse answer =
        list(owner, bindings(scope).setIncludePagingInfo(true));
    assertThat(answer.getRoleBindingsCount()).isEqualTo(6);
    assertThat(answer.getTotalResultsCount()).isEqualTo(6);
    List<MembersInfo> members = answer.getMatchingMembersList();
    assertThat(only(members, person).getUsersList())
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.getFullName()).isEqualTo("Pia");
              assertThat(user.getEmail()).isEqualTo(PIA);
            });
    assertThat(only(members, program).getServiceAccountsList())
        .extracting(ServiceAccount::getName, ServiceAccount::getDisplayName)
        .containsExactly(tuple(account.getName(), "Importer"));
    assertThat(only(members, team).getGroupsList())
        .extracting(Group::getName)
        .containsExactly(group.getName());
    assertThat(members).extracting(MembersInfo::getMember).doesNotContain(nobody);
  }

  @Test
  void anAddressMeansTheGroupsOfItsOwnScopeAndAbove() {
    String id = "crew-" + UUID.randomUUID().toString().substring(0, 8);
    region
        .operator()
        .create(ORGANIZATION, "", Organization.newBuilder().setName("organizations/" + id).build());
    String twin =
        region
            .operator()
            .create(
                PROJECT,
                "",
                Project.newBuilder()
                    .setName("projects/" + id)
                    .setParentOrganization("organizations/" + id)
                    .build())
            .name();
    for (String scope : List.of("organizations/" + id, twin)) {
      region
          .operator()
          .create(GROUP, scope, Group.newBuilder().setName(scope + "/groups/west").build());
    }
    String member = "group:west@" + id + ".groups.iam.edgelq.com";
    region.bind("organizations/" + id, PredefinedRoles.VIEWER, member);
    region.bind(twin, PredefinedRoles.VIEWER, member);
    region.bind(scope(), PredefinedRoles.VIEWER, member);
    assertThat(groups("organizations/" + id))
        .containsExactly("organizations/" + id + "/groups/west");
    assertThat(groups(twin))
        .containsExactlyInAnyOrder("organizations/" + id + "/groups/west", twin + "/groups/west");
  }

  private static List<String> groups(String scope) {
    return list(region.operator(), bindings(scope)).getMatchingMembersList().stream()
        .flatMap(one -> one.getGroupsList().stream())
        .map(Group::getName)
        .toList();
  }

  @Test
  void membersShowWhoTheyAreAndTheRestToThoseWhoMayReadThem() {
    String scope = scope();
    region.bind(scope, PredefinedRoles.VIEWER, "user:" + PIA);
    MembersMasks everything = MembersMasks.newBuilder().setView(View.FULL).build();
    User seen = user(list(owner, bindings(scope).setMembersMasks(everything)));
    assertThat(seen.getEmail()).isEqualTo(PIA);
    assertThat(seen.hasMetadata()).isFalse();
    assertThat(seen.getRefreshedTime().getSeconds() % 86_400).as("the day alone").isZero();
    assertThat(seen.hasAuthInfo()).isFalse();
    assertThat(seen.getSettingsMap()).isEmpty();
    User whole = user(list(region.operator(), bindings(scope).setMembersMasks(everything)));
    assertThat(whole.hasMetadata()).isTrue();
    assertThat(whole.getRefreshedTime().getSeconds())
        .isBetween(
            seen.getRefreshedTime().getSeconds(), seen.getRefreshedTime().getSeconds() + 86_399);
    assertThat(whole.getSettingsMap()).containsEntry("theme", "dark");
    User sibling = user(list(region.sibling(), bindings(scope).setMembersMasks(everything)));
    assertThat(sibling.hasAuthInfo()).isTrue();
    User named =
        user(
            list(
                owner,
                bindings(scope)
                    .setMembersMasks(
                        MembersMasks.newBuilder()
                            .setUserMask(FieldMask.newBuilder().addPaths("full_name")))));
    assertThat(named)
        .isEqualTo(User.newBuilder().setName(seen.getName()).setFullName("Pia").build());
    assertThat(
            Caller.code(
                () ->
                    list(
                        owner,
                        bindings(scope)
                            .setMembersMasks(
                                MembersMasks.newBuilder()
                                    .setUserMask(FieldMask.newBuilder().addPaths("nothing"))))))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  private static User user(ListRoleBindingsWithMembersResponse answer) {
    return only(answer.getMatchingMembersList(), "user:" + PIA).getUsers(0);
  }

  @Test
  void itIsAsTheStandardListIs() {
    String scope = scope();
    for (String id : List.of("ada", "bea", "cay")) {
      region.bind(scope, PredefinedRoles.VIEWER, "user:" + id + "@order.example");
    }
    ListRoleBindingsWithMembersRequest.Builder asked =
        bindings(scope)
            .setFilter("role = \"" + PredefinedRoles.VIEWER + "\"")
            .setOrderBy("member desc")
            .setPageSize(2)
            .setIncludePagingInfo(true)
            .setView(View.BASIC);
    ListRoleBindingsWithMembersResponse first = list(owner, asked);
    assertThat(members(first)).containsExactly("user:cay@order.example", "user:bea@order.example");
    assertThat(first.getRoleBindings(0).hasMetadata()).isFalse();
    assertThat(first.getTotalResultsCount()).isEqualTo(3);
    ListRoleBindingsWithMembersResponse second =
        list(
            owner,
            asked
                .setPageToken(first.getNextPageToken())
                .setView(View.NAME)
                .setFieldMask(FieldMask.newBuilder().addPaths("member")));
    assertThat(members(second)).containsExactly("user:ada@order.example");
    assertThat(second.getRoleBindings(0).getRole()).isEmpty();
    assertThat(second.getCurrentOffset()).isEqualTo(2);
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(second.getPrevPageToken()).isNotEmpty();
    for (ListRoleBindingsWithMembersRequest.Builder bad :
        List.of(
            bindings(scope).setFilter("nothing = 1"),
            bindings(scope).setOrderBy("nothing"),
            bindings(scope).setPageToken("x"),
            bindings(scope).setPageSize(-1),
            bindings(scope).setFilter("x".repeat(5_000)),
            bindings("devices/-"))) {
      assertThat(Caller.code(() -> list(owner, bad))).isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  private static List<String> members(ListRoleBindingsWithMembersResponse answer) {
    return answer.getRoleBindingsList().stream().map(RoleBinding::getMember).toList();
  }

  @Test
  void whoMayNotListThemIsRefused() {
    assertThat(Caller.code(() -> list(region.greta(), bindings(project))))
        .isEqualTo(Code.PERMISSION_DENIED);
    region.bind(project, PredefinedRoles.VIEWER, "user:viewer@harbor.example");
    assertThat(Caller.code(() -> list(region.caller("viewer@harbor.example"), bindings(project))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> list(owner, bindings("")))).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> list(owner, bindings("projects/-"))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void placesInGroupsComeWithThePeopleBehindThem() {
    String scope = scope();
    String group = owner.create(GROUP, scope, Group.getDefaultInstance()).name();
    owner.create(GROUP_MEMBER, group, GroupMember.newBuilder().setMember("user:" + PIA).build());
    ListGroupMembersWithMembersResponse answer =
        owner.call(
            "ntt.iam.v1.GroupMemberService/ListGroupMembersWithMembers",
            ListGroupMembersWithMembersRequest.newBuilder()
                .setParent(group)
                .setFilter("member = \"user:" + PIA + "\"")
                .build(),
            ListGroupMembersWithMembersResponse.getDefaultInstance());
    assertThat(answer.getGroupMembersList())
        .extracting(GroupMember::getMember)
        .containsExactly("user:" + PIA);
    assertThat(only(answer.getMatchingMembersList(), "user:" + PIA).getUsers(0).getFullName())
        .isEqualTo("Pia");
  }

  @Test
  void oneFindsTheProjectsOfServicesAmongHisOwn() {
    String member = "user:" + UUID.randomUUID() + "@harbor.example";
    Caller caller = region.caller(member.substring("user:".length()));
    String plain = scope();
    region.bind(plain, PredefinedRoles.VIEWER, member);
    List<String> made =
        List.of("b", "a", "c").stream().map(title -> ofService(title, member)).toList();
    ofService("x", "user:somebody@else.example");
    assertThat(names(services(caller, ListMyServiceProjectsRequest.newBuilder())))
        .containsExactlyInAnyOrderElementsOf(made);
    ListMyServiceProjectsRequest.Builder asked =
        ListMyServiceProjectsRequest.newBuilder()
            .setOrderBy("title desc")
            .setFilter("title != \"b\"")
            .setPageSize(1)
            .setFieldMask(FieldMask.newBuilder().addPaths("title"));
    ListMyServiceProjectsResponse first = services(caller, asked);
    assertThat(first.getProjectsList())
        .containsExactly(Project.newBuilder().setName(made.get(2)).setTitle("c").build());
    assertThat(names(services(caller, asked.setPageToken(first.getNextPageToken()))))
        .containsExactly(made.get(1));
  }

  private static List<String> names(ListMyServiceProjectsResponse answer) {
    return answer.getProjectsList().stream().map(Project::getName).toList();
  }

  private static String ofService(String title, String member) {
    String name =
        region
            .operator()
            .create(
                PROJECT,
                "",
                Project.newBuilder()
                    .setTitle(title)
                    .setParentOrganization("organizations/acme")
                    .setMetadata(
                        Meta.newBuilder().putLabels("edgelq-is-service-project-type", "true"))
                    .build())
            .name();
    region.bind(name, PredefinedRoles.VIEWER, member);
    return name;
  }

  @Test
  void nobodyFindsOutByAskingWhatHeMayNotSee() {
    Caller viewer = region.caller("curious@harbor.example");
    region.bind(project, PredefinedRoles.VIEWER, "user:curious@harbor.example");
    String field = "root_organization";
    List<Runnable> questions =
        List.of(
            () -> mine(viewer, ListMyProjectsRequest.newBuilder().setOrderBy(field)),
            () ->
                mine(
                    viewer,
                    ListMyProjectsRequest.newBuilder()
                        .setFilter(field + " = \"organizations/acme\"")),
            () -> services(viewer, ListMyServiceProjectsRequest.newBuilder().setOrderBy(field)),
            () ->
                viewer.call(
                    "ntt.iam.v1.OrganizationService/SearchMyOrganizations",
                    SearchMyOrganizationsRequest.newBuilder()
                        .setPhrase("acme")
                        .setFilter("ancestry_path CONTAINS \"organizations/acme\"")
                        .build(),
                    SearchMyOrganizationsResponse.getDefaultInstance()));
    for (Runnable question : questions) {
      assertThat(Caller.code(question)).isEqualTo(Code.PERMISSION_DENIED);
    }
    assertThat(
            mine(region.operator(), ListMyProjectsRequest.newBuilder().setOrderBy(field))
                .getProjectsList())
        .isNotEmpty();
    assertThat(
            mine(viewer, ListMyProjectsRequest.newBuilder().setOrderBy("title")).getProjectsList())
        .extracting(Project::getName)
        .containsExactly(project);
  }

  @Test
  void textsThatAreTooLongAreRefusedWithTheLimit() {
    for (ListMyProjectsRequest.Builder asked :
        List.of(
            ListMyProjectsRequest.newBuilder().setFilter(" ".repeat(5_000)),
            ListMyProjectsRequest.newBuilder().setOrderBy("title,".repeat(1_000)),
            ListMyProjectsRequest.newBuilder().setPageToken("r.e.S." + "A".repeat(4_000)))) {
      assertThat(Caller.refusal(() -> mine(owner, asked)).getMessage())
          .matches("(filter|order_by|page_token) has \\d+ bytes; expected at most \\d+");
    }
    assertThat(
            Caller.refusal(
                    () ->
                        owner.call(
                            "ntt.iam.v1.OrganizationService/SearchMyOrganizations",
                            SearchMyOrganizationsRequest.newBuilder()
                                .setPhrase("é".repeat(600))
                                .build(),
                            SearchMyOrganizationsResponse.getDefaultInstance()))
                .getMessage())
        .isEqualTo("phrase has 1200 bytes; expected at most 1024");
  }
}
