package dev.edgewatch.region;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.ResourceType;
import java.util.HashMap;
import java.util.Map;

/** Where resources of any type can be created: parents are created when they are first wanted. */
final class Places {
  private final TestRegion region;
  private final Map<String, String> ids;

  /** What was created to create something below it, by service and pattern. */
  private final Map<String, String> parents = new HashMap<>();

  /**
   * @param region that is asked to create parents
   * @param id of the region in the names
   */
  Places(TestRegion region, String id) {
    this.region = region;
    this.ids =
        Map.of(
            "project", "acme-cold-chain",
            "organization", "acme",
            "region", id,
            "service", "tides.example.com");
  }

  /** Who may create there. */
  Caller caller(NamePattern pattern) {
    boolean owned =
        pattern.variables().contains("project") || pattern.variables().contains("organization");
    boolean isItself = pattern.variables().size() == 1;
    return owned && !isItself ? region.ann() : region.operator();
  }

  /** The parent's name, which is created when it is a resource of its own; may be empty. */
  String parent(ResourceType type, NamePattern pattern) {
    String text = pattern.text();
    int end = text.lastIndexOf('/', text.lastIndexOf('/') - 1);
    return end < 0 ? "" : place(type.service(), text.substring(0, end));
  }

  private String place(String service, String pattern) {
    String known = pattern;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      known = known.replace("{" + id.getKey() + "}", id.getValue());
    }
    if (!known.contains("{")) {
      return known;
    }
    String key = service + " " + pattern;
    String parent = parents.get(key);
    if (parent == null) {
      parent = create(service, pattern);
      parents.put(key, parent);
    }
    return parent;
  }

  private String create(String service, String pattern) {
    ResourceType type =
        Catalog.compiled().typesOf(service).stream()
            .filter(one -> one.declaration().getPatternsList().contains(pattern))
            .findFirst()
            .orElseThrow();
    NamePattern its =
        type.patterns().stream()
            .filter(one -> one.text().equals(pattern))
            .findFirst()
            .orElseThrow();
    String parent = parent(type, its);
    String name = (parent.isEmpty() ? "" : parent + "/") + type.plural() + "/the-parent";
    return caller(its).create(type, parent, type.withName(type.defaultInstance(), name)).name();
  }
}
