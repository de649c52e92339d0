package dev.edgewatch.iam;

import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles that are there from the beginning (gaps E5), made from what the catalog declares, so
 * that a new type is part of them without a line here. They do not name their services, because a
 * role is deleted with each service it names.
 */
public final class PredefinedRoles {
  /** Owner of a scope. */
  public static final String SCOPE_ADMIN = "services/iam.edgelq.com/roles/scope-admin";

  /** May do everything but own. */
  public static final String ADMIN_OPERATOR = "services/iam.edgelq.com/roles/admin-operator";

  public static final String OPERATOR = "services/iam.edgelq.com/roles/operator";
  public static final String VIEWER = "services/iam.edgelq.com/roles/viewer";
  public static final String ROLE_ADMIN = "services/iam.edgelq.com/roles/role-admin";
  public static final String SECRET_READER = "services/iam.edgelq.com/roles/secret-reader";
  public static final String DEVICE_AGENT = "services/devices.edgelq.com/roles/v1-device-agent";

  /** The parameter of {@link #DEVICE_AGENT}: full name of a bucket of logs. */
  public static final String LOG_BUCKET = "log_bucket";

  /** Of the account that devices share until they have their own. */
  public static final String DEVICE_PROVISIONER =
      "services/devices.edgelq.com/roles/v1-device-provisioner";

  /** Of an account that waits until a device is let in. */
  public static final String DEVICE_APPLICANT =
      "services/devices.edgelq.com/roles/v1-device-applicant";

  private static final String IAM = "iam.edgelq.com";
  private static final String SECRETS = "secrets.edgelq.com";
  private static final String AUDIT = "audit.edgelq.com";
  private static final String META = "meta.goten.com";
  private static final Set<String> MEMBERSHIP =
      Set.of(
          "Role",
          "RoleBinding",
          "Condition",
          "Group",
          "GroupMember",
          "ProjectInvitation",
          "OrganizationInvitation",
          "ServiceAccount",
          "ServiceAccountKey");

  private final Catalog catalog;

  public PredefinedRoles(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Those that lie below one service. */
  public List<Role> of(String service) {
    return all().stream()
        .filter(role -> role.getName().startsWith("services/" + service + "/"))
        .toList();
  }

  private List<Role> all() {
    List<Role> roles = new ArrayList<>();
    roles.add(
        role(SCOPE_ADMIN, "Owner", "Owns the scope and all that is in it.", Role.Category.OWNER)
            .addOwnedObjects("-")
            .build());
    roles.add(
        granting(
            ADMIN_OPERATOR,
            "Admin operator",
            "Does everything, members and secrets included, but does not own the scope.",
            Role.Category.USER,
            permissions(type -> true, Access.ALL)));
    roles.add(
        granting(
            OPERATOR,
            "Operator",
            "Works with devices, logs, metrics and limits; sees neither secrets nor members.",
            Role.Category.USER,
            permissions(PredefinedRoles::isOfWork, Access.ALL)));
    roles.add(
        granting(
            VIEWER,
            "Viewer",
            "Sees devices, logs and metrics; changes nothing.",
            Role.Category.USER,
            permissions(PredefinedRoles::isOfWork, Access.READING)));
    roles.add(
        granting(
            ROLE_ADMIN,
            "Role admin",
            "Manages members, roles, groups, invitations and service accounts; gives only what he"
                + " holds himself.",
            Role.Category.USER,
            permissions(PredefinedRoles::isOfMembership, Access.ALL)));
    roles.add(
        granting(
            SECRET_READER,
            "Secret reader",
            "Reads secrets.",
            Role.Category.USER,
            permissions(type -> type.service().equals(SECRETS), Access.READING)));
    roles.addAll(new DeviceRoles(catalog).all());
    return roles;
  }

  private enum Access {
    READING,
    ALL
  }

  /** The audit tells of members as well. */
  private static boolean isOfWork(ResourceType type) {
    return !Set.of(IAM, SECRETS, META, AUDIT).contains(type.service());
  }

  private static boolean isOfMembership(ResourceType type) {
    return type.service().equals(IAM) && MEMBERSHIP.contains(type.simpleName());
  }

  /** Whoever has a role in a project may also see the project itself. */
  private Set<String> permissions(Predicate<ResourceType> types, Access access) {
    Set<String> permissions =
        catalog.types().stream()
            .filter(types)
            .flatMap(type -> access == Access.ALL ? all(type) : reading(type))
            .collect(Collectors.toCollection(TreeSet::new));
    SignedInGrants.reading(catalog.type("iam.edgelq.com/Project")).forEach(permissions::add);
    return permissions;
  }

  private Stream<String> reading(ResourceType type) {
    return Stream.concat(
        SignedInGrants.reading(type),
        custom(type).filter(DeclaredMethod::readOnly).flatMap(PredefinedRoles::permission));
  }

  /** Without the permissions of single fields, which owners have alone. */
  private Stream<String> all(ResourceType type) {
    return Stream.of(
            StandardMethod.of(type).stream().map(method -> Permission.of(type, method).fullName()),
            custom(type).flatMap(PredefinedRoles::permission),
            Stream.of(Permission.fullName(type, type.plural() + "!attach")))
        .flatMap(each -> each);
  }

  private Stream<DeclaredMethod> custom(ResourceType type) {
    return catalog.methods().stream()
        .filter(method -> method.type().filter(type::equals).isPresent());
  }

  private static Stream<String> permission(DeclaredMethod method) {
    return Permission.of(method).map(Permission::fullName).stream();
  }

  private static Role granting(
      String name,
      String title,
      String description,
      Role.Category category,
      Set<String> permissions) {
    return role(name, title, description, category)
        .addGrants(Role.Grant.newBuilder().addAllPermissions(permissions))
        .build();
  }

  static Role.Builder role(String name, String title, String description, Role.Category category) {
    return Role.newBuilder()
        .setName(name)
        .setDisplayName(title)
        .setDescription(description)
        .setCategory(category);
  }
}
