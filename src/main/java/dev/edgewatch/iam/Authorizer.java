package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.FieldValues;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what somebody may do, from what he holds (contract section 11.4) and from the names in a
 * request, before anything is looked up, so that a refusal does not tell whether the thing exists.
 * Nothing is allowed that no grant allows, but for two kinds of callers without bindings: operators
 * own everything, and regions read everything and write nothing. What only rows allow of a region
 * that has been silent for too long is refused with UNAVAILABLE. Thread-safe; blocks only where the
 * given values of a resource do.
 */
public final class Authorizer {
  private final AccessIndex index;

  public Authorizer(AccessIndex index) {
    this.index = index;
  }

  /**
   * The name, when he may do that to the resource of this name; refuses with PERMISSION_DENIED
   * otherwise.
   *
   * @param resource what is known of the resource, for grants that depend on its fields
   */
  public ResourceName require(
      Requester requester, Permission permission, ResourceName name, FieldValues resource) {
    require(requester, permission, name.text(), resource, FieldValues.NONE);
    return name;
  }

  /**
   * The parent, when he may do that below it.
   *
   * @param resource what is known of the resources it is about: the body of a new one, or what a
   *     filter pins
   */
  public ParentName requireBelow(
      Requester requester, Permission permission, ParentName parent, FieldValues resource) {
    require(requester, permission, parent.text(), resource, resource);
    return parent;
  }

  /** When he may do that where no project, organization or service is named. */
  public void requireAtRoot(Requester requester, Permission permission) {
    require(requester, permission, "", FieldValues.NONE, FieldValues.NONE);
  }

  /**
   * When he may create the resource. Projects and organizations are created in the organization
   * they are to belong to, although their names do not say so.
   */
  public void requireNew(
      Requester requester, Permission permission, ResourceName name, Message body) {
    String object =
        ScopeContent.isScope(name.type()) ? ScopeContent.parent(body) : name.parent().text();
    FieldValues values = FieldValues.of(body);
    require(requester, permission, object, values, values);
  }

  /**
   * When he may do it also to what the resource becomes, and when a project or an organization may
   * go where it then belongs to.
   */
  public void requireContent(
      Requester requester,
      Permission permission,
      ResourceName name,
      Message before,
      Message after) {
    FieldValues values = FieldValues.of(after);
    require(requester, permission, name.text(), values, values);
    if (ScopeContent.isScope(name.type())
        && !ScopeContent.parent(after).equals(ScopeContent.parent(before))) {
      Permission creation = new Permission(name.type(), "create", Permission.Access.WRITE);
      requireNew(requester, creation, name, after);
    }
  }

  /**
   * The condition that narrows a collection to what he may see; refuses when he may see nothing of
   * it. Projects and organizations are seen by whoever may see one of them, all others by whoever
   * may see what the filter lets through.
   */
  public Filter visible(
      Requester requester, Permission permission, ParentName parent, Filter filter) {
    ResourceType type = permission.type();
    if (!ScopeContent.isScope(type)) {
      requireBelow(requester, permission, parent, FieldValues.pinned(filter));
      return Filter.all(type);
    }
    Ask ask = ask(requester, permission, parent.text());
    if (isAllowed(requester, permission, ask)) {
      return Filter.all(type);
    }
    if (requester.principal() instanceof Principal.Anonymous) {
      throw denied(requester, permission.fullName(), permission.text(), ask);
    }
    Set<String> scopes =
        index.confirmed(
            requester.principal(),
            held ->
                held.scopesAllowing(
                    permission.fullName(), scope -> ask(requester, permission, scope)));
    return ScopeContent.within(type, scopes, index.withOrganizationsBelow(scopes));
  }

  /** The condition that leaves of projects or organizations those that somebody belongs to. */
  public Filter belonging(Requester requester, ResourceType scopeType) {
    if (requester.principal() instanceof Principal.Operator) {
      return Filter.all(scopeType);
    }
    Set<String> scopes =
        index.confirmedBindings(
            requester.principal(),
            bindings ->
                bindings.stream()
                    .map(held -> ScopeNames.of(held.binding().getName()))
                    .collect(Collectors.toSet()));
    return ScopeContent.within(scopeType, scopes, index.withOrganizationsBelow(scopes));
  }

  /**
   * The field permissions of its type (contract section 11.4) that he does not have on the resource
   * of this name. What is behind them is neither shown to him nor set by him.
   */
  public List<FieldPermission> lacking(Requester requester, ResourceName name) {
    return lacking(requester, name.type(), name.text());
  }

  /** The same for all that is below a parent, which may have wildcards. */
  public List<FieldPermission> lackingBelow(Requester requester, ParentName parent) {
    return lacking(requester, parent.type(), parent.text());
  }

  private List<FieldPermission> lacking(Requester requester, ResourceType type, String object) {
    if (type.fieldPermissions().isEmpty()) {
      return List.of();
    }
    return index.confirmed(requester.principal(), held -> lacking(requester, type, object, held));
  }

  private List<FieldPermission> lacking(
      Requester requester, ResourceType type, String object, HeldGrants held) {
    return type.fieldPermissions().stream()
        .filter(
            field ->
                !(requester.principal() instanceof Principal.Region
                    && field instanceof FieldPermission.Read))
        .filter(
            field ->
                held.decide(ask(requester, Permission.fullName(type, field.text()), object))
                    instanceof Decision.Denied)
        .toList();
  }

  /** Whether he may do that to the resource of this name, whatever its fields are. */
  public boolean allows(Requester requester, Permission permission, ResourceName name) {
    return isAllowed(requester, permission, ask(requester, permission, name.text()));
  }

  private void require(
      Requester requester,
      Permission permission,
      String object,
      FieldValues resource,
      FieldValues request) {
    Ask ask = ask(requester, permission, object).withResource(resource).withRequest(request);
    if (!isAllowed(requester, permission, ask)) {
      throw denied(requester, permission.fullName(), permission.text(), ask);
    }
  }

  private boolean isAllowed(Requester requester, Permission permission, Ask ask) {
    if (requester.principal() instanceof Principal.Region) {
      return permission.access() == Permission.Access.READ;
    }
    return index.allows(requester.principal(), ask);
  }

  private Ask ask(Requester requester, Permission permission, String object) {
    return ask(requester, permission.fullName(), object);
  }

  private Ask ask(Requester requester, String permission, String object) {
    Ask ask = Ask.about(permission, object, index::above);
    return requester.address().map(ask::from).orElse(ask);
  }

  /** Tells what he lacks, and what of his comes nearest: he may know what he holds himself. */
  private RefusalException denied(
      Requester requester, String permission, String shortName, Ask ask) {
    String where = ask.object().isEmpty() ? "the root" : ask.object();
    String nearest =
        index.held(requester.principal()).decide(ask) instanceof Decision.Denied(var near)
            ? near.filter(miss -> !miss.grant().binding().isEmpty())
                .map(miss -> "; the role " + miss.grant().role() + " is held, but " + miss.words())
                .orElse("")
            : "";
    return new Refusal.Denied(
            permission,
            ask.object(),
            "you lack the permission " + shortName + " on " + where + ", if it exists" + nearest)
        .exception();
  }
}
