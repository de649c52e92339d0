package dev.edgewatch.region;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.api.annotations.Annotations;
import dev.edgewatch.api.annotations.AuditClass;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;

/**
 * Tells changes of what a resource should be from changes of what it is, by the audit classes of
 * its fields.
 */
final class AuditClasses {
  private static final String METADATA = "metadata";

  private AuditClasses() {}

  /** Whether one of the paths is of the spec class, so that the generation goes up. */
  static boolean touchSpec(Mask changed) {
    return changed.paths().stream().anyMatch(path -> isSpec(changed.root(), path));
  }

  private static boolean isSpec(Descriptor root, FieldPath path) {
    Descriptor message = root;
    for (String segment : path.text().split("\\.", -1)) {
      FieldDescriptor field = message.findFieldByName(segment);
      if (field == null) {
        return true;
      }
      if ((field.getName().equals(METADATA) && message == root) || isState(field)) {
        return false;
      }
      if (field.isMapField() || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        return true;
      }
      message = field.getMessageType();
    }
    return true;
  }

  /** A secret says what the resource should be, as any spec does. */
  private static boolean isState(FieldDescriptor field) {
    AuditClass audit = field.getOptions().getExtension(Annotations.field).getAudit();
    return audit == AuditClass.STATE || audit == AuditClass.META;
  }
}
