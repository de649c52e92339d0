package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import dev.edgewatch.api.annotations.AuditClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit classes of the fields of a type, as far as they are not said by an enclosing field. */
final class AuditedFields {
  private static final String METADATA = "metadata";

  private final Map<FieldPath, AuditClass> classes = new LinkedHashMap<>();

  AuditedFields(Descriptor resource) {
    DeclaredFields.walk(
        resource,
        (path, options) -> {
          AuditClass declared = path.text().equals(METADATA) ? AuditClass.META : options.getAudit();
          boolean top = path.segments().size() == 1;
          boolean exception = declared != AuditClass.SPEC && isIn(path, AuditClass.SPEC);
          if (top || exception) {
            classes.put(path, declared);
          }
        });
  }

  private boolean isIn(FieldPath path, AuditClass enclosing) {
    return classes.entrySet().stream()
        .filter(entry -> entry.getKey().covers(path))
        .allMatch(entry -> entry.getValue() == enclosing);
  }

  List<FieldPath> of(AuditClass wanted) {
    List<FieldPath> paths = new ArrayList<>();
    classes.forEach(
        (path, audit) -> {
          if (audit == wanted) {
            paths.add(path);
          }
        });
    return paths;
  }
}
