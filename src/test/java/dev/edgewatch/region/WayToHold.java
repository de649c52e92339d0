package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.UUID;

/** Ways in which somebody may see what is in a project, each with the ways in which he loses it. */
enum WayToHold {
  BINDING {
    @Override
    Held give(TestRegion region, Somebody who) {
      return new Held(region, bound(region, who.project, PredefinedRoles.VIEWER, who.user()))
          .deleted();
    }
  },

  ORGANIZATION {
    @Override
    Held give(TestRegion region, Somebody who) {
      Message binding = bound(region, who.organization, PredefinedRoles.VIEWER, who.user());
      return new Held(region, binding).deleted().moved(who);
    }
  },

  PARENT_ORGANIZATION {
    @Override
    Held give(TestRegion region, Somebody who) {
      Message binding = bound(region, who.parent, PredefinedRoles.VIEWER, who.user());
      return new Held(region, binding).deleted().moved(who);
    }
  },

  DOMAIN {
    @Override
    Held give(TestRegion region, Somebody who) {
      String domain = "domain:" + who.email.substring(who.email.indexOf('@') + 1);
      return new Held(region, bound(region, who.project, PredefinedRoles.VIEWER, domain)).deleted();
    }
  },

  EVERYBODY_SIGNED_IN {
    @Override
    Held give(TestRegion region, Somebody who) {
      return new Held(
              region,
              bound(
                  region,
                  who.project,
                  role(region, who, Role.Category.PUBLIC).getName(),
                  "allAuthenticatedUsers"))
          .deleted();
    }
  },

  GROUP {
    @Override
    Held give(TestRegion region, Somebody who) {
      Group group = group(region, who.project);
      Message binding =
          bound(region, who.project, PredefinedRoles.VIEWER, "group:" + group.getEmail());
      Message member = member(region, group, who.user());
      return new Held(region, binding).deleted().deleted(GROUP_MEMBER, member);
    }
  },

  GROUP_IN_A_GROUP {
    @Override
    Held give(TestRegion region, Somebody who) {
      Group outer = group(region, who.organization);
      Group inner = group(region, who.organization);
      Message member = member(region, inner, who.user());
      Message nested = member(region, outer, "group:" + inner.getEmail());
      Message binding =
          bound(region, who.organization, PredefinedRoles.VIEWER, "group:" + outer.getEmail());
      return new Held(region, binding)
          .deleted()
          .deleted(GROUP_MEMBER, nested)
          .deleted(GROUP_MEMBER, member)
          .moved(who);
    }
  },

  ROLE {
    @Override
    Held give(TestRegion region, Somebody who) {
      Role role = role(region, who, Role.Category.USER);
      Role.Grant all = role.getGrants(0);
      Message binding = bound(region, who.project, role.getName(), who.user());
      Role elsewhere =
          role.toBuilder().setGrants(0, all.toBuilder().setSubScope("regions/eastus2")).build();
      Role fewer =
          role.toBuilder()
              .setGrants(
                  0,
                  all.toBuilder()
                      .clearPermissions()
                      .addPermissions("services/devices.edgelq.com/permissions/devices.get"))
              .build();
      ResourceType type = Caller.type("iam.edgelq.com/Role");
      return new Held(region, binding)
          .deleted()
          .edited(type, role, elsewhere, "grants")
          .edited(type, role, fewer, "grants");
    }
  },

  CONDITION {
    @Override
    Held give(TestRegion region, Somebody who) {
      Condition here =
          Condition.newBuilder()
              .setName(who.project + "/conditions/" + id())
              .setIpCondition(Condition.IpCondition.newBuilder().addAllowedCidrs("127.0.0.0/8"))
              .build();
      ResourceType type = Caller.type("iam.edgelq.com/Condition");
      region.operator().create(type, who.project, here);
      Message binding =
          region
              .operator()
              .create(
                  ROLE_BINDING,
                  who.project,
                  RoleBinding.newBuilder()
                      .setRole(PredefinedRoles.VIEWER)
                      .setMember(who.user())
                      .addExecutableConditions(
                          ExecutableCondition.newBuilder().setCondition(here.getName()))
                      .build())
              .message();
      Condition elsewhere =
          here.toBuilder()
              .setIpCondition(Condition.IpCondition.newBuilder().addAllowedCidrs("10.0.0.0/8"))
              .build();
      Condition notHere =
          here.toBuilder()
              .setIpCondition(here.getIpCondition().toBuilder().addDisabledCidrs("127.0.0.0/8"))
              .build();
      return new Held(region, binding)
          .deleted()
          .edited(type, here, elsewhere, "ip_condition")
          .edited(type, here, notHere, "ip_condition");
    }
  };

  private static final ResourceType GROUP_MEMBER = Caller.type("iam.edgelq.com/GroupMember");

  /** Gives it to somebody who does not have it. */
  abstract Held give(TestRegion region, Somebody who);

  /**
   * @param project what is to be seen
   * @param organization that the project belongs to
   * @param parent organization that this one belongs to
   */
  record Somebody(String email, String project, String organization, String parent) {
    String user() {
      return "user:" + email;
    }
  }

  /** One way to lose it, and to get it back. */
  record Loss(String how, Runnable losing, Runnable giving) {
    void lose() {
      losing.run();
    }

    void giveAgain() {
      giving.run();
    }
  }

  /** What was given, by a binding at last. */
  record Held(TestRegion region, Message binding, List<Loss> losses) {
    Held(TestRegion region, Message binding) {
      this(region, binding, List.of());
    }

    Held deleted() {
      return deleted(ROLE_BINDING, binding);
    }

    Held deleted(ResourceType type, Message row) {
      String name = type.nameOf(row);
      String parent = type.parseName(name).parent().text();
      return or(
          new Loss(
              name + " is deleted",
              () -> region.operator().delete(type, name),
              () -> region.operator().create(type, parent, row)));
    }

    Held edited(ResourceType type, Message before, Message after, String path) {
      return or(
          new Loss(
              type.nameOf(before) + " is edited",
              () -> region.operator().update(type, after, path),
              () -> region.operator().update(type, before, path)));
    }

    /** The project goes to another organization. */
    Held moved(Somebody who) {
      Project project = Project.newBuilder().setName(who.project).build();
      return edited(
          PROJECT,
          project.toBuilder().setParentOrganization(who.organization).build(),
          project.toBuilder().setParentOrganization("organizations/globex").build(),
          "parent_organization");
    }

    private Held or(Loss loss) {
      return new Held(
          region,
          binding,
          java.util.stream.Stream.concat(losses.stream(), java.util.stream.Stream.of(loss))
              .toList());
    }
  }

  private static String id() {
    return "x" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static Message bound(TestRegion region, String scope, String role, String member) {
    return region
        .operator()
        .create(
            ROLE_BINDING, scope, RoleBinding.newBuilder().setRole(role).setMember(member).build())
        .message();
  }

  private static Role role(TestRegion region, Somebody who, Role.Category category) {
    Role.Grant all =
        Role.Grant.newBuilder()
            .addPermissions("services/devices.edgelq.com/permissions/devices.get")
            .addPermissions("services/devices.edgelq.com/permissions/devices.watch")
            .addPermissions("services/iam.edgelq.com/permissions/projects.list")
            .build();
    Role role =
        Role.newBuilder()
            .setName(who.organization + "/roles/" + id())
            .setCategory(category)
            .addGrants(all)
            .build();
    return region
        .operator()
        .create(Caller.type("iam.edgelq.com/Role"), who.organization, role)
        .as(Role.class);
  }

  private static Group group(TestRegion region, String scope) {
    return region
        .operator()
        .create(Caller.type("iam.edgelq.com/Group"), scope, Group.getDefaultInstance())
        .as(Group.class);
  }

  private static Message member(TestRegion region, Group group, String member) {
    return region
        .operator()
        .create(
            Caller.type("iam.edgelq.com/GroupMember"),
            group.getName(),
            GroupMember.newBuilder().setMember(member).build())
        .message();
  }
}
