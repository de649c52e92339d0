package dev.edgewatch.console.ui.resource;

import com.vaadin.flow.router.QueryParameters;
import dev.edgewatch.console.ui.live.ListState;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.ResourceType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the resources of a type are found within a scope: {@code …/types/{service}/{plural}}, and
 * each of them at {@code …/{tab}/{name below the scope}}.
 *
 * @param in parent of the list below the scope, {@code regions/-}; empty for the type's usual one
 */
public record TypeAddress(Scope scope, ResourceType type, String in) implements ListAddress {
  private static final String PROJECT = "projects/{project}/";
  private static final String ORGANIZATION = "organizations/{organization}/";
  private static final String IN = "in";

  /**
   * What is above all that a page shows.
   *
   * @param organization id, empty for the whole environment
   * @param project id, empty for the organization
   */
  public record Scope(String organization, String project) {
    /** The name of its resource, empty for the environment. */
    String name() {
      if (!project.isEmpty()) {
        return "projects/" + project;
      }
      return organization.isEmpty() ? "" : "organizations/" + organization;
    }

    /** With a slash behind, or empty. */
    String path() {
      String path = organization.isEmpty() ? "" : "organizations/" + organization + "/";
      return project.isEmpty() ? path : path + "projects/" + project + "/";
    }

    /** The address of its catalog of types. */
    public String types() {
      return path() + "types";
    }

    /** Whether resources of a pattern are below this scope and below no narrower one. */
    boolean holds(NamePattern pattern) {
      String text = pattern.text();
      if (text.startsWith(PROJECT)) {
        return !project.isEmpty();
      }
      return text.startsWith(ORGANIZATION)
          ? project.isEmpty() && !organization.isEmpty()
          : organization.isEmpty();
    }

    boolean holds(ResourceType type) {
      return type.patterns().stream().anyMatch(this::holds);
    }

    /** This one, or the nearest one around it that holds resources of a type. */
    Scope around(ResourceType type) {
      if (holds(type)) {
        return this;
      }
      Scope wider = project.isEmpty() ? new Scope("", "") : new Scope(organization, "");
      return equals(wider) ? this : wider.around(type);
    }
  }

  static TypeAddress of(Scope scope, ResourceType type, QueryParameters query) {
    return new TypeAddress(scope, type, query.getSingleParameter(IN).orElse(""));
  }

  /** The address of a resource that is referred to from somewhere in a scope. */
  static String ofTarget(Scope from, FieldLook.Target target) {
    String[] parts = target.name().split("/", -1);
    Scope scope =
        switch (parts[0]) {
          case "projects" ->
              parts.length > 2 ? new Scope(from.organization(), parts[1]) : new Scope("", "");
          case "organizations" -> parts.length > 2 ? new Scope(parts[1], "") : new Scope("", "");
          default -> new Scope("", "");
        };
    return new TypeAddress(scope, target.type(), "").path(target.name(), "overview");
  }

  /** The parents, below the scope, that lists can have; with wildcards. */
  List<String> parents() {
    return type.patterns().stream()
        .filter(scope::holds)
        .map(TypeAddress::parent)
        .map(this::below)
        .distinct()
        .toList();
  }

  /** What a list is asked for. */
  String parent() {
    List<String> parents = parents();
    String chosen = in;
    if (chosen.isEmpty() && !parents.isEmpty()) {
      chosen = parents.getFirst();
    }
    return join(scope.name(), chosen);
  }

  /** The full name of what stands in an address. */
  String name(String below) {
    return below.isEmpty() ? "" : join(scope.name(), below);
  }

  @Override
  public String path() {
    return scope.path() + "types/" + type.service() + "/" + type.plural();
  }

  @Override
  public String path(String name, String tab) {
    return path() + "/" + tab + "/" + below(name);
  }

  @Override
  public QueryParameters query(ListState state) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(state.query().getParameters());
    if (!in.isEmpty()) {
      parameters.put(IN, List.of(in));
    }
    return new QueryParameters(parameters);
  }

  private String below(String name) {
    String above = scope.name();
    if (name.equals(above)) {
      return "";
    }
    return !above.isEmpty() && name.startsWith(above + "/")
        ? name.substring(above.length() + 1)
        : name;
  }

  /** The parent of a pattern, the scope's own ids filled in and wildcards for the others. */
  private static String parent(NamePattern pattern) {
    String[] parts = pattern.text().split("/", -1);
    return Arrays.stream(parts)
        .limit(Math.max(0, parts.length - 2))
        .map(part -> part.startsWith("{") ? "-" : part)
        .collect(Collectors.joining("/"))
        .replaceFirst("^(projects|organizations)/-/?", "");
  }

  private static String join(String above, String below) {
    return above.isEmpty() || below.isEmpty() ? above + below : above + "/" + below;
  }
}
