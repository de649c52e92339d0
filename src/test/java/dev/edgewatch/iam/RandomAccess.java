package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.api.types.Meta;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Rows that say who may what, and people who want something: few of each, so that they meet often.
 */
final class RandomAccess {
  static final List<Principal> PEOPLE =
      List.of(
          new Principal.User("https://idp", "1", Optional.of("ann@acme.example")),
          new Principal.User("https://idp", "2", Optional.of("bob@harbor.example")),
          new Principal.User("https://idp", "3", Optional.empty()),
          new Principal.Client("agents"),
          new Principal.Operator("root"),
          new Principal.Anonymous());

  private static final List<String> PERMISSIONS =
      List.of(
          "services/devices.edgelq.com/permissions/devices.get",
          "services/devices.edgelq.com/permissions/devices.update",
          "services/devices.edgelq.com/permissions/devices.watch");
  private static final List<String> OWNERS = List.of("", "here", "west", "west", "east");
  private static final List<Set<String>> HEARD =
      List.of(
          Set.of("here", "west"),
          Set.of("here", "west", "east"),
          Set.of("here", "west", "east"),
          Set.of("here", "east"),
          Set.of("west", "east"));
  private static final List<String> SCOPES =
      List.of("projects/p", "projects/q", "organizations/acme", "organizations/sales", "");
  private static final List<String> GROUPS =
      List.of("projects/p/groups/crew", "organizations/acme/groups/staff", "groups/all");
  private static final List<String> MEMBERS =
      List.of(
          "user:ann@acme.example",
          "user:bob@harbor.example",
          "user:3",
          "serviceAccount:agents",
          "domain:acme.example",
          "allAuthenticatedUsers",
          "allUsers",
          "group:crew@p.groups.iam.edgelq.com",
          "group:staff@acme.groups.iam.edgelq.com",
          "group:all@groups.iam.edgelq.com");
  private static final List<String> OBJECTS =
      List.of(
          "projects/p",
          "projects/p/regions/-",
          "projects/p/regions/us-west2",
          "projects/p/regions/us-west2/devices/d",
          "projects/p/regions/us-west2/devices/e",
          "projects/q/regions/eastus2/devices/d",
          "projects/-",
          "organizations/sales",
          "");
  private static final List<String> SUB_SCOPES =
      List.of("", "", "", "regions/us-west2", "regions/-", "regions/-/devices/d", "regions/us");
  private static final List<String> ADDRESSES = List.of("10.1.2.3", "10.9.2.3", "192.168.1.1");
  private static final List<String> WORDS = List.of("", "Oven", "Pump");

  /** People whose rows may have the same address for a while, as copies on their way have. */
  private static final List<String> EMAILS = List.of("ann@acme.example", "bob@harbor.example");

  private final RandomGenerator random;

  RandomAccess(RandomGenerator random) {
    this.random = random;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean seldom() {
    return random.nextInt(4) == 0;
  }

  NaiveAccess.Wish wish() {
    return new NaiveAccess.Wish(
        any(PERMISSIONS),
        any(OBJECTS),
        any(ADDRESSES),
        Device.newBuilder().setDisplayName(any(WORDS)).build(),
        Device.newBuilder().setDisplayName(any(WORDS)).build());
  }

  /** Which regions were heard; mostly the one that says who people are was. */
  HeardRegions heard() {
    return heard(any(HEARD));
  }

  static HeardRegions heard(Set<String> regions) {
    return new HeardRegions(
        "here", regions, Set.of("east"), Optional.of("west"), Duration.ofSeconds(30));
  }

  /** Whether a row is one by which somebody may be let in. */
  static boolean counts(HeardRegions heard, Message row) {
    Set<String> counting = new HashSet<>(heard.regions());
    if (counting.contains(heard.here())) {
      counting.add("");
    }
    return counting.contains(metadata(row).getSyncing().getOwningRegion())
        || row instanceof Project
        || row instanceof Organization
        || row instanceof User;
  }

  private static Meta metadata(Message row) {
    return (Meta) row.getField(row.getDescriptorForType().findFieldByName("metadata"));
  }

  /** A row to be put, or by its name to be taken away; one of any region. */
  Message row() {
    Message row = anyRow();
    Meta.Builder owned = metadata(row).toBuilder();
    owned.getSyncingBuilder().setOwningRegion(any(OWNERS));
    return row.toBuilder()
        .setField(row.getDescriptorForType().findFieldByName("metadata"), owned.build())
        .build();
  }

  private Message anyRow() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> role();
      case 2 ->
          GroupMember.newBuilder()
              .setName(any(GROUPS) + "/groupMembers/m" + random.nextInt(4))
              .setMember(any(MEMBERS))
              .build();
      case 3 ->
          Project.newBuilder()
              .setName(any(List.of("projects/p", "projects/q")))
              .setParentOrganization(any(SCOPES.subList(2, 5)))
              .build();
      case 4 ->
          Organization.newBuilder()
              .setName(any(SCOPES.subList(2, 4)))
              .setParentOrganization(any(SCOPES.subList(2, 5)))
              .build();
      case 5 -> condition();
      case 6 ->
          User.newBuilder()
              .setName("users/" + random.nextInt(3))
              .setEmail(any(EMAILS))
              .setFullName(any(WORDS))
              .build();
      default -> binding();
    };
  }

  private Role role() {
    Role.Builder role = Role.newBuilder().setName("organizations/acme/roles/r" + random.nextInt(4));
    for (int i = random.nextInt(3); i > 0; i--) {
      Role.Grant.Builder grant = role.addGrantsBuilder().setSubScope(any(SUB_SCOPES));
      for (int j = random.nextInt(3); j > 0; j--) {
        grant.addPermissions(any(PERMISSIONS));
      }
      if (seldom()) {
        grant.addResourceFieldConditions(named());
      }
      if (seldom()) {
        grant.addRequestFieldConditions(named());
      }
      if (seldom()) {
        grant.addExecutableConditions(demand());
      }
    }
    if (seldom()) {
      role.addOwnedObjects(any(List.of("-", "regions/us-west2", "regions/-/devices/e")));
    }
    if (seldom()) {
      role.addDefaultValues(parameter());
    }
    if (seldom()) {
      role.addConstValues(parameter());
    }
    return role.build();
  }

  private static Role.Grant.FieldCondition named() {
    return Role.Grant.FieldCondition.newBuilder().setPath("display_name").setValue("what").build();
  }

  private ScopeParam parameter() {
    ScopeParam.Builder parameter = ScopeParam.newBuilder().setName("what");
    switch (random.nextInt(4)) {
      case 0 -> parameter.getStringBuilder().setValue(any(WORDS));
      case 1 -> parameter.getStringsBuilder().addValues("Oven").addValues("Pump");
      case 2 ->
          parameter
              .getValueFromBuilder()
              .setSource(ScopeParam.FromValue.Source.PRINCIPAL_USER)
              .setPath("full_name");
      default -> {}
    }
    return parameter.build();
  }

  private ExecutableCondition demand() {
    return ExecutableCondition.newBuilder()
        .setCondition("projects/p/conditions/c" + random.nextInt(2))
        .build();
  }

  private Condition condition() {
    Condition.Builder condition =
        Condition.newBuilder().setName("projects/p/conditions/c" + random.nextInt(2));
    if (!seldom()) {
      Condition.IpCondition.Builder from = condition.getIpConditionBuilder();
      if (random.nextBoolean()) {
        from.addAllowedCidrs("10.0.0.0/8");
      }
      if (random.nextBoolean()) {
        from.addDisabledCidrs("10.9.0.0/16");
      }
    }
    return condition.build();
  }

  private RoleBinding binding() {
    String scope = any(SCOPES);
    RoleBinding.Builder binding =
        RoleBinding.newBuilder()
            .setName((scope.isEmpty() ? "" : scope + "/") + "roleBindings/b" + random.nextInt(3))
            .setRole("organizations/acme/roles/r" + random.nextInt(4))
            .setMember(any(MEMBERS));
    if (seldom()) {
      binding.addExecutableConditions(demand());
    }
    if (seldom()) {
      binding.addScopeParams(parameter());
    }
    return binding.build();
  }
}
