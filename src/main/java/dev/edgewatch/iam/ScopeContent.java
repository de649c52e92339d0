package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.Collection;
import java.util.List;

/** Projects and organizations: their content, and not their names, says what they belong to. */
public final class ScopeContent {
  private static final String PROJECT = "iam.edgelq.com/Project";
  private static final String ORGANIZATION = "iam.edgelq.com/Organization";

  private ScopeContent() {}

  /** Whether a type is that of projects or that of organizations. */
  public static boolean isScope(ResourceType type) {
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
    List<String> named =
        scopes.stream().filter(scope -> scope.startsWith(type.plural() + "/")).toList();
    return organizations.isEmpty()
        ? Filter.in(type, "name", named)
        : Filter.any(
            List.of(
                Filter.in(type, "name", named),
                Filter.in(type, "parent_organization", organizations)));
  }
}
