package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ways to more than somebody holds that are no bindings of roles: groups in groups, conditions,
 * keys of stronger accounts; and ways to lose the last owner that are no bindings either.
 */
class SideDoorsTest {
  private static final ResourceType GROUP = Caller.type("iam.edgelq.com/Group");
  private static final ResourceType GROUP_MEMBER = Caller.type("iam.edgelq.com/GroupMember");
  private static final ResourceType CONDITION = Caller.type("iam.edgelq.com/Condition");
  private static final ResourceType ACCOUNT = Caller.type("iam.edgelq.com/ServiceAccount");
  private static final ResourceType KEY = Caller.type("iam.edgelq.com/ServiceAccountKey");
  private static final String DOMAIN = "domain:harbor.example";
  private static final int ROUNDS = 30;

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

  private record Somebody(String member, Caller caller) {
    /** Somebody who may write members, roles, conditions, groups and keys, and nothing else. */
    static Somebody roleAdmin() {
      Somebody admin = somebody();
      region.bind(COLD_CHAIN, PredefinedRoles.ROLE_ADMIN, admin.member);
      return admin;
    }

    Code create(ResourceType type, String parent, Message body) {
      return code(() -> caller.create(type, parent, body));
    }

    Code delete(ResourceType type, String name) {
      return code(() -> caller.delete(type, name));
    }
  }

  private static Somebody somebody() {
    String email = "p" + UUID.randomUUID() + "@harbor.example";
    return new Somebody("user:" + email, region.caller(email));
  }

  private static Code code(Runnable call) {
    try {
      call.run();
      return Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  private static String id() {
    return "x" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static Group group(String scope) {
    return region
        .operator()
        .create(GROUP, scope, Group.newBuilder().setName(scope + "/groups/" + id()).build())
        .as(Group.class);
  }

  private static GroupMember place(String member) {
    return GroupMember.newBuilder().setMember(member).build();
  }

  private static String put(Group group, String member) {
    return region.operator().create(GROUP_MEMBER, group.getName(), place(member)).name();
  }

  private static String member(Group group) {
    return "group:" + group.getEmail();
  }

  @Test
  void aPlaceInAGroupGivesWhatIsBoundToTheGroupsItIsIn() {
    Group inner = group(COLD_CHAIN);
    Group middle = group(COLD_CHAIN);
    Group outer = group(COLD_CHAIN);
    put(middle, member(inner));
    put(outer, member(middle));
    Somebody admin = Somebody.roleAdmin();
    assertThat(admin.create(GROUP_MEMBER, inner.getName(), place(somebody().member)))
        .isEqualTo(Code.OK);
    region.bind(COLD_CHAIN, PredefinedRoles.OPERATOR, member(outer));
    assertThat(admin.create(GROUP_MEMBER, inner.getName(), place(admin.member)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(admin.create(GROUP_MEMBER, middle.getName(), place(member(group(COLD_CHAIN)))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aConditionIsChangedByWhoHoldsWhatDependsOnIt() {
    String condition = condition("10.1.0.0/16");
    bindUnder(condition, somebody().member);
    Somebody admin = Somebody.roleAdmin();
    assertThat(widening(admin, condition)).isEqualTo(Code.PERMISSION_DENIED);
    Condition renamed = Condition.newBuilder().setName(condition).setDisplayName("Lab").build();
    assertThat(code(() -> admin.caller.update(CONDITION, renamed, "display_name")))
        .isEqualTo(Code.OK);
    bindUnder(condition, admin.member);
    assertThat(widening(admin, condition)).isEqualTo(Code.PERMISSION_DENIED);
    region.bind(COLD_CHAIN, PredefinedRoles.OPERATOR, admin.member);
    assertThat(widening(admin, condition)).isEqualTo(Code.OK);
  }

  @Test
  void aConditionOfNetworksThatAreNoneIsRefused() {
    String name = COLD_CHAIN + "/conditions/" + id();
    Condition malformed = allowing(name, "10.1.0.0/16, 10.2.0.0/16");
    assertThat(code(() -> region.operator().create(CONDITION, COLD_CHAIN, malformed)))
        .isEqualTo(Code.INVALID_ARGUMENT);
    String good = condition("10.1.0.0/16");
    assertThat(
            code(() -> region.operator().update(CONDITION, allowing(good, "lab"), "ip_condition")))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void nothingDependsOnConditionsOfOtherTenants() {
    String foreign = "projects/globex-plant/conditions/office";
    RoleBinding binding =
        RoleBinding.newBuilder()
            .setRole(PredefinedRoles.VIEWER)
            .setMember(somebody().member)
            .addExecutableConditions(ExecutableCondition.newBuilder().setCondition(foreign))
            .build();
    assertThat(code(() -> region.operator().create(ROLE_BINDING, COLD_CHAIN, binding)))
        .isEqualTo(Code.INVALID_ARGUMENT);
    Role role =
        Role.newBuilder()
            .setName(COLD_CHAIN + "/roles/" + id())
            .setCategory(Role.Category.USER)
            .addGrants(
                Role.Grant.newBuilder()
                    .addPermissions("services/devices.edgelq.com/permissions/devices.get")
                    .addExecutableConditions(
                        ExecutableCondition.newBuilder().setCondition(foreign)))
            .build();
    assertThat(
            code(
                () ->
                    region.operator().create(Caller.type("iam.edgelq.com/Role"), COLD_CHAIN, role)))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void aConditionThatIsWaitedForIsMadeByWhoHoldsWhatDependsOnIt() {
    String condition = COLD_CHAIN + "/conditions/" + id();
    bindUnder(condition, somebody().member);
    assertThat(Somebody.roleAdmin().create(CONDITION, COLD_CHAIN, allowing(condition, "0.0.0.0/0")))
        .isEqualTo(Code.PERMISSION_DENIED);
    String another = COLD_CHAIN + "/conditions/" + id();
    assertThat(Somebody.roleAdmin().create(CONDITION, COLD_CHAIN, allowing(another, "0.0.0.0/0")))
        .isEqualTo(Code.OK);
  }

  private static String condition(String network) {
    String name = COLD_CHAIN + "/conditions/" + id();
    return region.operator().create(CONDITION, COLD_CHAIN, allowing(name, network)).name();
  }

  private static Condition allowing(String name, String network) {
    return Condition.newBuilder()
        .setName(name)
        .setIpCondition(Condition.IpCondition.newBuilder().addAllowedCidrs(network))
        .build();
  }

  private static Code widening(Somebody admin, String condition) {
    return code(
        () -> admin.caller.update(CONDITION, allowing(condition, "0.0.0.0/0"), "ip_condition"));
  }

  private static void bindUnder(String condition, String member) {
    region
        .operator()
        .create(
            ROLE_BINDING,
            COLD_CHAIN,
            RoleBinding.newBuilder()
                .setRole(PredefinedRoles.OPERATOR)
                .setMember(member)
                .addExecutableConditions(ExecutableCondition.newBuilder().setCondition(condition))
                .build());
  }

  @Test
  void aKeyOfAnAccountIsMadeByWhoHoldsWhatTheAccountHolds() {
    ServiceAccount account = account();
    Somebody admin = Somebody.roleAdmin();
    ServiceAccountKey key = ServiceAccountKey.getDefaultInstance();
    assertThat(admin.create(KEY, account.getName(), key)).isEqualTo(Code.OK);
    Group group = group(COLD_CHAIN);
    put(group, "serviceAccount:" + account.getEmail());
    region.bind(COLD_CHAIN, PredefinedRoles.OPERATOR, member(group));
    assertThat(admin.create(KEY, account.getName(), key)).isEqualTo(Code.PERMISSION_DENIED);
    region.bind(COLD_CHAIN, PredefinedRoles.OPERATOR, admin.member);
    assertThat(admin.create(KEY, account.getName(), key)).isEqualTo(Code.OK);
  }

  private static ServiceAccount account() {
    return region
        .operator()
        .create(
            ACCOUNT,
            PARENT,
            ServiceAccount.newBuilder().setName(PARENT + "/serviceAccounts/" + id()).build())
        .as(ServiceAccount.class);
  }

  @Test
  void whatIsHeldForOneselfIsNotGivenToOthers() {
    Role own =
        Role.newBuilder()
            .setName(COLD_CHAIN + "/roles/" + id())
            .setCategory(Role.Category.USER)
            .addConstValues(
                ScopeParam.newBuilder()
                    .setName("me")
                    .setValueFrom(
                        ScopeParam.FromValue.newBuilder()
                            .setSource(ScopeParam.FromValue.Source.PRINCIPAL_USER)
                            .setPath("email")))
            .addGrants(
                Role.Grant.newBuilder()
                    .addPermissions("services/devices.edgelq.com/permissions/devices.get")
                    .addResourceFieldConditions(
                        Role.Grant.FieldCondition.newBuilder()
                            .setPath("display_name")
                            .setValue("me")))
            .build();
    region.operator().create(Caller.type("iam.edgelq.com/Role"), COLD_CHAIN, own);
    Somebody admin = Somebody.roleAdmin();
    region.bind(COLD_CHAIN, own.getName(), admin.member);
    RoleBinding toAnother =
        RoleBinding.newBuilder().setRole(own.getName()).setMember(somebody().member).build();
    assertThat(admin.create(ROLE_BINDING, COLD_CHAIN, toAnother)).isEqualTo(Code.PERMISSION_DENIED);
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, admin.member);
    assertThat(admin.create(ROLE_BINDING, COLD_CHAIN, toAnother)).isEqualTo(Code.OK);
  }

  @Test
  void neitherADomainNorEverybodyIsGivenWhatIsNotHeld() {
    Somebody admin = Somebody.roleAdmin();
    RoleBinding toDomain =
        RoleBinding.newBuilder().setRole(PredefinedRoles.VIEWER).setMember(DOMAIN).build();
    assertThat(admin.create(ROLE_BINDING, COLD_CHAIN, toDomain)).isEqualTo(Code.PERMISSION_DENIED);
    Role open =
        Role.newBuilder()
            .setName(COLD_CHAIN + "/roles/" + id())
            .setCategory(Role.Category.PUBLIC)
            .addGrants(
                Role.Grant.newBuilder()
                    .addPermissions("services/devices.edgelq.com/permissions/devices.get"))
            .build();
    region.operator().create(Caller.type("iam.edgelq.com/Role"), COLD_CHAIN, open);
    RoleBinding toEverybody =
        RoleBinding.newBuilder().setRole(open.getName()).setMember("allUsers").build();
    assertThat(admin.create(ROLE_BINDING, COLD_CHAIN, toEverybody))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void whoeverOwnsAloneThroughAGroupStays() {
    String scope = organization();
    Group owners = group(scope);
    Group inner = group(scope);
    Somebody one = somebody();
    put(owners, member(inner));
    String place = put(inner, one.member);
    region.bind(scope, PredefinedRoles.SCOPE_ADMIN, member(owners));
    assertThat(one.delete(GROUP_MEMBER, place)).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(one.delete(GROUP, inner.getName())).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(one.delete(GROUP, owners.getName())).isEqualTo(Code.FAILED_PRECONDITION);
    GroupMember nobody =
        GroupMember.newBuilder()
            .setName(place)
            .setMember("serviceAccount:gone@nowhere.example")
            .build();
    assertThat(code(() -> one.caller.update(GROUP_MEMBER, nobody, "member")))
        .isEqualTo(Code.FAILED_PRECONDITION);
    String other = put(inner, somebody().member);
    assertThat(one.delete(GROUP_MEMBER, other)).isEqualTo(Code.OK);
  }

  @Test
  void aGroupOfNobodyAndAnAccountThatIsGoneAreNoOwners() {
    String scope = organization();
    Somebody one = somebody();
    String binding = region.bind(scope, PredefinedRoles.SCOPE_ADMIN, one.member);
    region.bind(scope, PredefinedRoles.SCOPE_ADMIN, member(group(scope)));
    region
        .operator()
        .create(
            ROLE_BINDING,
            scope,
            RoleBinding.newBuilder()
                .setRole(PredefinedRoles.SCOPE_ADMIN)
                .setMember(somebody().member)
                .addExecutableConditions(
                    ExecutableCondition.newBuilder().setCondition(scope + "/conditions/never"))
                .build());
    region.bind(scope, PredefinedRoles.SCOPE_ADMIN, "serviceAccount:gone@nowhere.example");
    assertThat(one.delete(ROLE_BINDING, binding)).isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void anAccountThatOwnsAloneStays() {
    String scope = organization();
    ServiceAccount account = account();
    region.bind(scope, PredefinedRoles.SCOPE_ADMIN, "serviceAccount:" + account.getEmail());
    assertThat(code(() -> region.operator().delete(ACCOUNT, account.getName())))
        .isEqualTo(Code.FAILED_PRECONDITION);
    region.bind(scope, PredefinedRoles.SCOPE_ADMIN, somebody().member);
    assertThat(code(() -> region.operator().delete(ACCOUNT, account.getName()))).isEqualTo(Code.OK);
  }

  @Test
  void ofTwoOwnersWhoRemoveEachOtherOneStays() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        String scope = organization();
        Somebody one = somebody();
        Somebody other = somebody();
        String first = region.bind(scope, PredefinedRoles.SCOPE_ADMIN, one.member);
        String second = region.bind(scope, PredefinedRoles.SCOPE_ADMIN, other.member);
        List<Future<Code>> codes =
            callers.invokeAll(
                List.of(
                    () -> one.delete(ROLE_BINDING, second),
                    () -> other.delete(ROLE_BINDING, first)));
        long done = 0;
        for (Future<Code> code : codes) {
          done += code.get() == Code.OK ? 1 : 0;
        }
        assertThat(done).isEqualTo(1);
      }
    }
  }

  private static String organization() {
    String scope = "organizations/" + id();
    region.operator().create(ORGANIZATION, "", Organization.newBuilder().setName(scope).build());
    return scope;
  }
}
