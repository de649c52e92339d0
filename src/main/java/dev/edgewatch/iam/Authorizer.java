package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says what a principal may do, from the names in a request alone and before anything is looked up,
 * so that a refusal does not tell whether the thing exists. The rules until grants exist:
 *
 * <ul>
 *   <li>within an organization and its projects, members read and write; nobody else learns
 *       anything;
 *   <li>meta is readable by all who are signed in, and written by operators; operators write iam as
 *       well, and what is in no organization and no project, for the whole installation: types of
 *       devices, plans of services;
 *   <li>regions read everything and write nothing.
 * </ul>
 *
 * Thread-safe, never blocks.
 */
public final class Authorizer {
  private static final String META = "meta.goten.com";
  private static final String IAM = "iam.edgelq.com";
  private static final String PROJECT = "iam.edgelq.com/Project";
  private static final String ORGANIZATION = "iam.edgelq.com/Organization";
  private static final String ORGANIZATIONS = "organizations/";
  private static final String ANY = "-";

  private final Function<String, Optional<String>> organizationOfProject;

  /**
   * @param organizationOfProject id of a project to id of its organization, see {@link
   *     ProjectOrganizations#of}
   */
  public Authorizer(Function<String, Optional<String>> organizationOfProject) {
    this.organizationOfProject = organizationOfProject;
  }

  /**
   * The name, when the principal may do that to the resource of this name; refuses with
   * PERMISSION_DENIED otherwise.
   */
  public ResourceName require(Principal principal, Permission permission, ResourceName name) {
    require(principal, permission, name.text(), name::segment);
    return name;
  }

  /**
   * The parent, when the principal may do that below it. Projects are created by their
   * organization, see {@link #requireContent}.
   */
  public ParentName requireBelow(Principal principal, Permission permission, ParentName parent) {
    require(principal, permission, parent.text(), parent::segment);
    return parent;
  }

  /** When the principal may do that where no project, organization or service is named. */
  public void requireAtRoot(Principal principal, Permission permission) {
    require(principal, permission, "", segment -> Optional.empty());
  }

  /**
   * The field permissions of its type (contract section 11.4) that the principal does not have on
   * the resource of this name. What is behind them is neither shown to him nor set by him. Until
   * grants exist operators have all, regions those to read, and nobody else has any.
   */
  public List<FieldPermission> lacking(Principal principal, ResourceName name) {
    return lacking(principal, name.type());
  }

  /** The same for all that is below a parent, which may have wildcards. */
  public List<FieldPermission> lackingBelow(Principal principal, ParentName parent) {
    return lacking(principal, parent.type());
  }

  private static List<FieldPermission> lacking(Principal principal, ResourceType type) {
    List<FieldPermission> all = type.fieldPermissions();
    return all.isEmpty()
        ? all
        : switch (principal) {
          case Principal.Operator trusted -> List.of();
          case Principal.Region copying ->
              all.stream().filter(field -> field instanceof FieldPermission.Set).toList();
          case Principal.User nobody -> all;
          case Principal.Client nobody -> all;
          case Principal.ServiceAccount nobody -> all;
          case Principal.Anonymous nobody -> all;
        };
  }

  /**
   * Refuses content that reaches into somebody else's scope: a project of a foreign organization.
   */
  public static void requireContent(Principal principal, Permission permission, Message content) {
    if (content instanceof Project project && !privileged(principal, permission)) {
      String organization = project.getParentOrganization();
      boolean own =
          organization.startsWith(ORGANIZATIONS)
              && principal.organizations().contains(organization.substring(ORGANIZATIONS.length()));
      if (!own) {
        throw denied(permission, organization);
      }
    }
  }

  /**
   * The condition that narrows a collection to what the principal may see; refuses when he may see
   * nothing of it.
   */
  public Filter visible(Principal principal, Permission permission, ParentName parent) {
    Filter everything = Filter.all(permission.type());
    if (privileged(principal, permission)) {
      return everything;
    }
    return switch (permission.type().fullName()) {
      case PROJECT -> ofOwnOrganizations(principal, permission, "parent_organization");
      case ORGANIZATION -> ofOwnOrganizations(principal, permission, "name");
      default -> {
        requireBelow(principal, permission, parent);
        yield everything;
      }
    };
  }

  private static Filter ofOwnOrganizations(
      Principal principal, Permission permission, String path) {
    if (principal.organizations().isEmpty()) {
      throw denied(permission, ORGANIZATIONS + ANY);
    }
    String names =
        principal.organizations().stream()
            .sorted()
            .map(id -> "\"" + ORGANIZATIONS + id + "\"")
            .collect(Collectors.joining(", "));
    return Filter.parse(permission.type(), path + " IN [" + names + "]");
  }

  private void require(
      Principal principal,
      Permission permission,
      String scope,
      Function<String, Optional<String>> segment) {
    if (privileged(principal, permission)
        || isOwn(principal, segment)
        || (principal instanceof Principal.Operator && isOfInstallation(segment))) {
      return;
    }
    boolean createsProject =
        permission.type().fullName().equals(PROJECT) && permission.verb().equals("create");
    if (createsProject && segment.apply("project").isEmpty()) {
      return;
    }
    throw denied(permission, scope);
  }

  private static boolean privileged(Principal principal, Permission permission) {
    String service = permission.type().service();
    return switch (principal) {
      case Principal.Region ignored -> permission.access() == Permission.Access.READ;
      case Principal.Operator ignored ->
          service.equals(META) || service.equals(IAM) || isCopyOfIam(permission.type());
      case Principal.User ignored ->
          service.equals(META) && permission.access() == Permission.Access.READ;
      case Principal.Client ignored ->
          service.equals(META) && permission.access() == Permission.Access.READ;
      case Principal.ServiceAccount ignored ->
          service.equals(META) && permission.access() == Permission.Access.READ;
      case Principal.Anonymous ignored -> false;
    };
  }

  private static boolean isOfInstallation(Function<String, Optional<String>> segment) {
    return segment.apply("project").isEmpty() && segment.apply("organization").isEmpty();
  }

  private boolean isOwn(Principal principal, Function<String, Optional<String>> segment) {
    Optional<String> project = segment.apply("project");
    Optional<String> organization =
        project.isPresent()
            ? project.flatMap(organizationOfProject)
            : segment.apply("organization");
    return organization.filter(principal.organizations()::contains).isPresent();
  }

  /** Where a service keeps what it needs of something that iam knows, the policy of a project. */
  private static boolean isCopyOfIam(ResourceType type) {
    return type.declaration().getCopyOf().startsWith(IAM + "/");
  }

  private static RefusalException denied(Permission permission, String scope) {
    String where = scope.isEmpty() ? "the root" : scope;
    return new Refusal.Denied(
            permission.text(),
            scope,
            "you lack the permission " + permission.text() + " on " + where + ", if it exists")
        .exception();
  }
}
