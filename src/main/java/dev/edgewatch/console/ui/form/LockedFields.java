package dev.edgewatch.console.ui.form;

import dev.edgewatch.api.annotations.AuditClass;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a form shows and lets nobody edit. Besides what is output only these are fields that the API
 * takes from clients and no person writes: those that are internal to their service, and those that
 * say what a resource is, not what it should be, unless there is a permission to set them.
 */
final class LockedFields {
  private static final String INTERNAL = ".readInternalFields";

  private LockedFields() {}

  static Mask of(ResourceType type) {
    List<FieldPath> known =
        Stream.concat(internal(type), type.auditedAs(AuditClass.STATE).stream()).toList();
    List<FieldPath> settable =
        type.fieldPermissions().stream()
            .filter(FieldPermission.Set.class::isInstance)
            .map(FieldPermission::path)
            .toList();
    return Mask.ofPaths(type.descriptor(), known)
        .subtract(Mask.ofPaths(type.descriptor(), settable))
        .union(type.outputOnly());
  }

  private static Stream<FieldPath> internal(ResourceType type) {
    return type.fieldPermissions().stream()
        .filter(FieldPermission.Read.class::isInstance)
        .filter(permission -> permission.text().endsWith(INTERNAL))
        .map(FieldPermission::path);
  }
}
