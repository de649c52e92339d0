package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Completions.Kind;
import dev.edgewatch.resource.filter.Completions.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Fields that somebody may mean who has typed a part of a path. */
final class FieldSuggestions {
  private static final int DEEPEST = 6;

  private FieldSuggestions() {}

  /**
   * Behind a dot the fields below it; otherwise every field one of whose words starts with what was
   * typed, so that {@code serial} finds a serial number deep in the type. Paths with fewer segments
   * first.
   */
  static Stream<Suggestion> of(ResourceType type, String typed) {
    String wanted = typed.toLowerCase(Locale.ROOT).replace('-', '_');
    List<String> paths = new ArrayList<>();
    collect(type.descriptor(), "", typed.isEmpty() ? 1 : DEEPEST, paths);
    return paths.stream()
        .filter(
            path ->
                wanted.contains(".") ? path.startsWith(wanted) : hasWordThatStarts(path, wanted))
        .sorted(
            Comparator.comparing((String path) -> !path.startsWith(wanted))
                .thenComparingInt(FieldSuggestions::segments))
        .limit(Completions.MOST)
        .map(path -> suggestion(type, path));
  }

  private static Suggestion suggestion(ResourceType type, String path) {
    return new Suggestion(
        Kind.FIELD,
        path,
        FieldKind.of(type, FieldPath.parse(type.descriptor(), path)).description());
  }

  private static void collect(Descriptor message, String prefix, int levels, List<String> paths) {
    for (FieldDescriptor field : message.getFields()) {
      String path = prefix + field.getName();
      paths.add(path);
      boolean entered =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField();
      if (entered
          && levels > 1
          && !field.getMessageType().getFile().getPackage().equals("google.protobuf")) {
        collect(field.getMessageType(), path + ".", levels - 1, paths);
      }
    }
  }

  private static boolean hasWordThatStarts(String path, String wanted) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    return last.startsWith(wanted) || last.contains("_" + wanted);
  }

  private static int segments(String path) {
    return (int) path.chars().filter(c -> c == '.').count();
  }
}
