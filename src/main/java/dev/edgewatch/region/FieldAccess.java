package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which fields of a type a caller may neither see nor set although he may call the method, because
 * they have permissions of their own (contract section 11.4). What he may not see is left out of
 * answers, and he may not ask for it in other ways; what he may not set, he must not change.
 *
 * @param scope name or parent that the permissions were asked for
 * @param lacking the permissions that he does not have there
 */
record FieldAccess(ResourceType type, String scope, List<FieldPermission> lacking) {

  static FieldAccess on(Region region, Requester requester, ResourceName name) {
    return new FieldAccess(
        name.type(),
        name.text(),
        region.authorized(authorizer -> authorizer.lacking(requester, name)));
  }

  static FieldAccess below(Region region, Requester requester, ParentName parent) {
    return new FieldAccess(
        parent.type(),
        parent.text(),
        region.authorized(authorizer -> authorizer.lackingBelow(requester, parent)));
  }

  /** Without what the caller may not see. */
  Mask shown(Mask wanted) {
    Mask hidden = hidden();
    return hidden.isEmpty() ? wanted : wanted.subtract(hidden);
  }

  private Mask hidden() {
    return Mask.ofPaths(
            type.descriptor(),
            lacking.stream()
                .filter(field -> field instanceof FieldPermission.Read)
                .map(FieldPermission::path)
                .toList())
        .union(type.storedOnly());
  }

  /** Refuses to filter, order or compare by what the caller may not see. */
  void requireVisible(Collection<FieldPath> used) {
    if (used.isEmpty() || (lacking.isEmpty() && type.storedOnly().isEmpty())) {
      return;
    }
    Mask asked = Mask.ofPaths(type.descriptor(), List.copyOf(used));
    if (asked.intersects(type.storedOnly())) {
      throw Refusal.invalid(
          "FIELD_NOT_READABLE",
          type.storedOnly().toString(),
          type.storedOnly() + " of " + type.simpleName() + " is never answered, nor asked for");
    }
    forbidden(asked, FieldPermission.Read.class)
        .ifPresent(
            field -> {
              throw denied(field, "see");
            });
  }

  /** Refuses a change of what the caller may not set. */
  void requireSettable(Mask changed) {
    forbidden(changed, FieldPermission.Set.class)
        .ifPresent(
            field -> {
              throw denied(field, "set");
            });
  }

  /** Whoever watches has lost a permission since the stream was opened. */
  void requireStill(List<FieldPermission> lackingNow) {
    lackingNow.stream()
        .filter(field -> !lacking.contains(field))
        .findFirst()
        .ifPresent(
            field -> {
              throw denied(field, "see");
            });
  }

  /**
   * What of a mask an update takes from the sent resource: not the fields that the caller may not
   * see or not set and that he has left out, unless he names them, because he may not even know of
   * them.
   *
   * @param named the paths of the update mask, none when everything is replaced
   */
  Mask taken(Mask mask, Collection<FieldPath> named, Message sent) {
    List<FieldPath> left = new ArrayList<>();
    for (FieldPermission field : lacking) {
      boolean isNamed = named.stream().anyMatch(path -> field.path().covers(path));
      if (!isNamed && !field.path().isSet(sent)) {
        left.add(field.path());
      }
    }
    return left.isEmpty() ? mask : mask.subtract(Mask.ofPaths(type.descriptor(), left));
  }

  private Optional<FieldPermission> forbidden(
      Mask fields, Class<? extends FieldPermission> permission) {
    return lacking.stream()
        .filter(permission::isInstance)
        .filter(field -> fields.intersects(Mask.ofPaths(type.descriptor(), List.of(field.path()))))
        .findFirst();
  }

  private RefusalException denied(FieldPermission field, String what) {
    return new Refusal.Denied(
            field.text(),
            scope,
            "you lack the permission "
                + field.text()
                + " on "
                + (scope.isEmpty() ? "the root" : scope)
                + " to "
                + what
                + " "
                + field.path())
        .exception();
  }
}
