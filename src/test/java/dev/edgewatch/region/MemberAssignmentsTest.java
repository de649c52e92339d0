package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.v1.BusinessTier;
import dev.edgewatch.api.iam.v1.MemberAssignment;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import dev.edgewatch.store.WriteContext;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is assigned to which scope, as it follows from bindings (contract section 11.6). */
class MemberAssignmentsTest {
  private static final ResourceType ASSIGNMENT = Caller.type("iam.edgelq.com/MemberAssignment");
  private static final ResourceType SERVICE = Caller.type("meta.goten.com/Service");
  private static final String HERE = "regions/us-west2/memberAssignments/";
  private static final MultiRegionPolicy POLICY =
      MultiRegionPolicy.newBuilder()
          .addEnabledRegions("us-west2")
          .setDefaultControlRegion("us-west2")
          .build();

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static String fresh(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String somebody() {
    return "user:" + fresh("p") + "@harbor.example";
  }

  private static Caller operator() {
    return region.operator();
  }

  private static Project.Builder project() {
    return TestRegion.project(fresh("acme"), "acme").toBuilder();
  }

  private static String bind(String scope, String member) {
    return region.bind(scope, PredefinedRoles.VIEWER, member);
  }

  private static String name(String scope, String member) {
    return HERE + scope.charAt(0) + scope.substring(scope.indexOf('/') + 1) + member;
  }

  private static MemberAssignment read(String name) {
    return operator().get(ASSIGNMENT, name).as(MemberAssignment.class);
  }

  private static boolean isThere(String name) {
    return Caller.found(() -> operator().get(ASSIGNMENT, name));
  }

  private static void awaitGone(String name) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !isThere(name));
  }

  private static MemberAssignment awaitRow(String name, Predicate<MemberAssignment> expected) {
    await().until(() -> isThere(name) && expected.test(read(name)));
    return read(name);
  }

  @Test
  void whoGetsABindingIsAssignedInTheSameTransaction() {
    Project.Builder scope =
        project()
            .setBusinessTier(BusinessTier.SMALL)
            .setMultiRegionPolicy(POLICY)
            .setMetadata(
                Meta.newBuilder()
                    .putLabels("site", "harbor")
                    .putAnnotations("note", "cold")
                    .addTags("pilot"));
    String project = operator().create(PROJECT, "", scope.build()).name();
    String member = somebody();
    String binding = bind(project, member);
    MemberAssignment row = read(name(project, member));
    assertThat(row.getMetadata().getResourceVersion())
        .isEqualTo(
            operator()
                .get(ROLE_BINDING, binding)
                .as(RoleBinding.class)
                .getMetadata()
                .getResourceVersion());
    assertThat(row.toBuilder().clearMetadata().build())
        .isEqualTo(
            MemberAssignment.newBuilder()
                .setName(name(project, member))
                .setScope(project)
                .setScopeTitle(scope.getTitle())
                .setParentOrganization("organizations/acme")
                .setScopeMetadata(scope.getMetadata())
                .setMultiRegionControlRegion("us-west2")
                .addMultiRegionEnabledRegions("us-west2")
                .setBusinessTier(BusinessTier.SMALL)
                .setMember(member)
                .setMemberRegion("us-west2")
                .build());
    assertThat(row.getMetadata().getSyncing().getOwningRegion()).isEqualTo("us-west2");
  }

  @Test
  void bindingsOfOneMemberShareOneUntilTheLastIsGone() {
    String project = operator().create(PROJECT, "", project().build()).name();
    String member = somebody();
    String first = bind(project, member);
    String made = read(name(project, member)).getMetadata().getUuid();
    String second = region.bind(project, PredefinedRoles.OPERATOR, member);
    operator().delete(ROLE_BINDING, first);
    String other = somebody();
    bind(project, other);
    assertThat(read(name(project, member)).getMetadata().getUuid()).isEqualTo(made);
    operator().delete(ROLE_BINDING, second);
    awaitGone(name(project, member));
    assertThat(isThere(name(project, other))).isTrue();
  }

  @Test
  void aBindingThatIsGivenToSomebodyElseTakesItsAssignmentAlong() {
    String project = operator().create(PROJECT, "", project().build()).name();
    String before = somebody();
    String after = somebody();
    String binding = bind(project, before);
    operator()
        .update(
            ROLE_BINDING,
            RoleBinding.newBuilder().setName(binding).setMember(after).build(),
            "member");
    assertThat(read(name(project, after)).getMember()).isEqualTo(after);
    awaitGone(name(project, before));
  }

  @Test
  void everyKindOfMemberIsAssignedWithTheRegionThatHasHim() {
    String project = operator().create(PROJECT, "", project().build()).name();
    String agent = "serviceAccount:agent@acme.eu.eastus2.serviceaccounts.iam.edgelq.com";
    String group = "group:field@acme.groups.iam.edgelq.com";
    for (String member : new String[] {agent, group, "domain:harbor.example", "serviceAccount:x"}) {
      bind(project, member);
    }
    assertThat(read(name(project, agent)).getMemberRegion()).isEqualTo("eastus2");
    assertThat(read(name(project, group)).getMemberRegion()).isEmpty();
    assertThat(read(name(project, "domain:harbor.example")).getMemberRegion()).isEmpty();
    assertThat(read(name(project, "serviceAccount:x")).getMemberRegion()).isEmpty();
  }

  @Test
  void whatIsBoundForTheWholeInstallationIsNotAssigned() {
    String member = somebody();
    bind("", member);
    assertThat(
            operator().list(ASSIGNMENT, ListRequest.of("regions/us-west2")).resources().stream()
                .map(encoded -> new Resource(ASSIGNMENT, "", encoded).as(MemberAssignment.class))
                .map(MemberAssignment::getMember))
        .isNotEmpty()
        .doesNotContain(member);
  }

  @Test
  void itFollowsTheProject() {
    Project scope =
        operator()
            .create(
                PROJECT,
                "",
                project()
                    .setMetadata(Meta.newBuilder().putLabels("site", "harbor"))
                    .setBusinessTier(BusinessTier.LARGE)
                    .build())
            .as(Project.class);
    String member = somebody();
    bind(scope.getName(), member);
    String name = name(scope.getName(), member);
    MemberAssignment before = read(name);
    operator()
        .update(
            PROJECT,
            scope.toBuilder()
                .clearTitle()
                .clearBusinessTier()
                .clearMetadata()
                .setParentOrganization("organizations/globex")
                .build(),
            "title",
            "business_tier",
            "metadata.labels",
            "parent_organization");
    MemberAssignment after =
        awaitRow(name, row -> row.getParentOrganization().equals("organizations/globex"));
    assertThat(after.getScopeTitle()).isEmpty();
    assertThat(after.getBusinessTier()).isEqualTo(BusinessTier.UNDEFINED);
    assertThat(after.getScopeMetadata().getLabelsMap()).isEmpty();
    assertThat(
            Timestamps.compare(
                after.getMetadata().getUpdateTime(), before.getMetadata().getUpdateTime()))
        .isPositive();
    assertThat(after.getMetadata().getUuid()).isEqualTo(before.getMetadata().getUuid());
  }

  @Test
  void itFollowsTheOrganization() {
    String scope = "organizations/" + fresh("org");
    operator()
        .create(
            ORGANIZATION, "", Organization.newBuilder().setName(scope).setTitle("Harbor").build());
    String member = somebody();
    bind(scope, member);
    assertThat(read(name(scope, member)).getScopeTitle()).isEqualTo("Harbor");
    operator()
        .update(
            ORGANIZATION,
            Organization.newBuilder()
                .setName(scope)
                .setTitle("Port")
                .setParentOrganization("organizations/acme")
                .setMultiRegionPolicy(POLICY)
                .build(),
            "title",
            "parent_organization",
            "multi_region_policy");
    MemberAssignment row = awaitRow(name(scope, member), one -> one.getScopeTitle().equals("Port"));
    assertThat(row.getParentOrganization()).isEqualTo("organizations/acme");
    assertThat(row.getMultiRegionControlRegion()).isEqualTo("us-west2");
    assertThat(row.getMultiRegionEnabledRegionsList()).containsExactly("us-west2");
  }

  @Test
  void itGoesWithTheScopeAndComesBackWithBoth() {
    String id = fresh("scope");
    comesAndGoes(PROJECT, TestRegion.project(id, "acme"));
    comesAndGoes(ORGANIZATION, Organization.newBuilder().setName("organizations/" + id).build());
    comesAndGoes(
        SERVICE,
        Service.newBuilder().setName("services/" + id).setMultiRegionPolicy(POLICY).build());
  }

  private static void comesAndGoes(ResourceType type, Message scope) {
    String parent = operator().create(type, "", scope).name();
    String member = somebody();
    String name = name(parent, member);
    bind(parent, member);
    MemberAssignment first = read(name);
    assertThat(first.getScope()).isEqualTo(parent);
    operator().delete(type, parent);
    awaitGone(name);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try {
                operator().create(type, "", scope);
                return true;
              } catch (StatusRuntimeException notYet) {
                return false;
              }
            });
    assertThat(isThere(name)).isFalse();
    bind(parent, member);
    assertThat(read(name).getMetadata().getUuid()).isNotEqualTo(first.getMetadata().getUuid());
  }

  /** A scope whose row goes while its bindings stay, as when copies come in another order. */
  @Test
  void itIsThereAsLongAsTheScopeIsAndTheBinding() {
    String project = operator().create(PROJECT, "", project().build()).name();
    String member = somebody();
    bind(project, member);
    Resource row = operator().get(PROJECT, project);
    change(session -> session.deleteCopy(PROJECT, project));
    awaitGone(name(project, member));
    change(session -> session.saveCopy(row));
    awaitRow(name(project, member), back -> back.getScope().equals(project));
  }

  private static void change(Consumer<Session> change) {
    region
        .server()
        .region()
        .write(
            new WriteContext("service:test", "test"),
            session -> {
              change.accept(session);
              return "";
            });
  }

  @Test
  void whatIsChangedByHandIsCorrected() {
    String project = operator().create(PROJECT, "", project().build()).name();
    String member = somebody();
    bind(project, member);
    String name = name(project, member);
    MemberAssignment right = read(name);
    operator()
        .update(
            ASSIGNMENT,
            right.toBuilder()
                .setCtrlStatus(MemberAssignment.WorkStatus.newBuilder().setPendingDeletion(true))
                .setMetadata(Meta.newBuilder().putLabels("by", "hand"))
                .build(),
            "ctrl_status",
            "metadata.labels");
    awaitRow(name, row -> !row.hasCtrlStatus() && row.getMetadata().getLabelsMap().isEmpty());
    region.store(
        ASSIGNMENT, right.toBuilder().setScopeTitle("Mine").setMember("user:me@x.example").build());
    assertThat(
            awaitRow(name, row -> row.getMember().equals(member)).toBuilder()
                .clearMetadata()
                .build())
        .isEqualTo(right.toBuilder().clearMetadata().build());
  }

  @Test
  void whatIsDeletedByHandComesBackAndWhatIsAddedGoes() {
    String project = operator().create(PROJECT, "", project().build()).name();
    String member = somebody();
    bind(project, member);
    String name = name(project, member);
    String made = read(name).getMetadata().getUuid();
    operator().delete(ASSIGNMENT, name);
    assertThat(awaitRow(name, row -> !row.getMetadata().getUuid().equals(made)).getMember())
        .isEqualTo(member);
    String nobody = name(project, somebody());
    region.store(ASSIGNMENT, MemberAssignment.newBuilder().setName(nobody).build());
    awaitGone(nobody);
  }

  @Test
  void whatHappenedWhileTheRegionWasDownIsMadeGoodWhenItStarts() {
    StoreSettings store = TestPostgres.freshDatabase();
    String bound = name("organizations/acme", "domain:acme.example");
    String stale = name("organizations/acme", "user:gone@acme.example");
    try (TestRegion first = TestRegion.on(issuer, store, settings -> settings)) {
      first.seed();
      assertThat(first.has(ASSIGNMENT, bound)).isTrue();
    }
    PrivateRows.change(
        store,
        "UPDATE resources SET name = '"
            + stale
            + "' WHERE type = 'iam.edgelq.com/MemberAssignment' AND name = '"
            + bound
            + "'");
    try (TestRegion again = TestRegion.on(issuer, store, settings -> settings)) {
      await().until(() -> again.has(ASSIGNMENT, bound) && !again.has(ASSIGNMENT, stale));
      assertThat(
              Optional.of(again.operator().get(ASSIGNMENT, bound).as(MemberAssignment.class))
                  .map(MemberAssignment::getScopeTitle))
          .contains("acme");
    }
  }
}
