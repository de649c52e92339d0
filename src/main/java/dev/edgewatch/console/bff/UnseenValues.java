package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.AuditClass;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Maps whose values are sealed where they are stored are shown to nobody who edits them. So they
 * are changed key by key: what was not seen stays.
 */
final class UnseenValues {
  private UnseenValues() {}

  static FieldMask mask(ResourceType type, Message edited, List<String> paths) {
    return FieldMask.newBuilder()
        .addAllPaths(paths.stream().flatMap(path -> apart(type, edited, path)).toList())
        .build();
  }

  private static Stream<String> apart(ResourceType type, Message edited, String text) {
    FieldPath path = FieldPath.parse(type.descriptor(), text);
    boolean sealed =
        path.isMap()
            && !type.storedOnly().isEmpty()
            && type.auditedAs(AuditClass.SECRET).contains(path);
    return sealed
        ? ((Map<?, ?>) path.value(edited).orElse(Map.of()))
            .keySet().stream().map(key -> text + "." + key)
        : Stream.of(text);
  }
}
