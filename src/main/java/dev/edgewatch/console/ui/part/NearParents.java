package dev.edgewatch.console.ui.part;

import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where resources of a type are that may have to do with another resource. */
public final class NearParents {
  private NearParents() {}

  /**
   * The parents of a type's patterns: project and organization are those of a name, where it has
   * them; wildcards stand for all other ids.
   */
  public static Set<String> all(ResourceType type, String name) {
    Map<String, String> ids = new TreeMap<>();
    String[] parts = name.split("/", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      ids.put(parts[i], parts[i + 1]);
    }
    return type.patterns().stream()
        .map(pattern -> parent(pattern, ids))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Without those in all projects or organizations. */
  public static Set<String> of(ResourceType type, String name) {
    return all(type, name).stream()
        .filter(parent -> !parent.startsWith("projects/-") && !parent.startsWith("organizations/-"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String parent(NamePattern pattern, Map<String, String> ids) {
    String[] parts = pattern.text().split("/", -1);
    List<String> parent = new ArrayList<>();
    for (String part : Arrays.copyOf(parts, Math.max(0, parts.length - 2))) {
      String before = parent.isEmpty() ? "" : parent.getLast();
      boolean ofThis = before.equals("projects") || before.equals("organizations");
      parent.add(part.startsWith("{") ? (ofThis ? ids.getOrDefault(before, "-") : "-") : part);
    }
    return String.join("/", parent);
  }
}
