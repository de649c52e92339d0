package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Projects and organizations: their content, and not their names, says what they belong to. */
final class ScopeContent {
  private static final String PROJECT = "iam.edgelq.com/Project";
  private static final String ORGANIZATION = "iam.edgelq.com/Organization";
  private static final int LONGEST_LIST = 100;

  private ScopeContent() {}

  static boolean isScope(ResourceType type) {
    return type.fullName().equals(PROJECT) || type.fullName().equals(ORGANIZATION);
  }

  /** The organization it belongs to; empty for none. */
  static String parent(Message scope) {
    return switch (scope) {
      case Project project -> project.getParentOrganization();
      case Organization organization -> organization.getParentOrganization();
      default ->
          throw new IllegalArgumentException(
              "no scope: " + scope.getDescriptorForType().getFullName());
    };
  }

  /** Those that are named themselves, or belong to one of the organizations. */
  static Filter within(
      ResourceType type, Collection<String> scopes, Collection<String> organizations) {
    List<Filter> parts = new ArrayList<>();
    parts.addAll(in(type, "name", scopes.stream().filter(scope -> isOf(type, scope)).toList()));
    parts.addAll(in(type, "parent_organization", organizations));
    if (parts.isEmpty()) {
      parts.add(Filter.parse(type, "name = \"-\""));
    }
    return Filter.any(parts);
  }

  private static boolean isOf(ResourceType type, String scope) {
    return scope.startsWith(type.plural() + "/");
  }

  private static List<Filter> in(ResourceType type, String path, Collection<String> names) {
    List<String> sorted = names.stream().sorted().toList();
    List<Filter> parts = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += LONGEST_LIST / 4) {
      List<String> some = sorted.subList(from, Math.min(sorted.size(), from + LONGEST_LIST / 4));
      parts.add(
          Filter.parse(
              type,
              path
                  + " IN ["
                  + some.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
                  + "]"));
    }
    return parts;
  }
}
