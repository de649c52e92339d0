package dev.edgewatch.region;

import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.store.Session;
import dev.edgewatch.watch.Query;
import java.util.ArrayList;
import java.util.List;

/** What lives below a resource in this region, by the patterns of names. */
record ResourcesBelow(Region region) {

  /**
   * Names of some of it, at most {@code most}, as seen by the watches: cheap, and good for telling
   * the caller.
   */
  List<String> names(ResourceName name, int most) {
    List<String> found = new ArrayList<>();
    for (ResourceType type : region.catalog().types()) {
      for (NamePattern pattern : type.patterns()) {
        if (found.size() < most && isBelow(pattern, name)) {
          found.addAll(below(name, type, pattern, most - found.size()));
        }
      }
    }
    return found;
  }

  /**
   * The same read in a session, so that nothing is created below meanwhile. To be asked when little
   * is expected.
   */
  List<String> names(Session session, ResourceName name, int most) {
    return region.catalog().types().stream()
        .filter(type -> type.patterns().stream().anyMatch(pattern -> isBelow(pattern, name)))
        .flatMap(type -> session.list(type, name.text() + "/").stream())
        .map(Resource::name)
        .limit(most)
        .toList();
  }

  private static boolean isBelow(NamePattern pattern, ResourceName name) {
    return pattern.text().startsWith(name.pattern().text() + "/");
  }

  private List<String> below(ResourceName name, ResourceType type, NamePattern pattern, int most) {
    String rest = pattern.text().substring(name.pattern().text().length());
    String parentRest = rest.substring(0, rest.lastIndexOf('/', rest.lastIndexOf('/') - 1));
    ParentName parent = type.parseParent(name.text() + parentRest.replaceAll("\\{[^}]*}", "-"));
    Query query = new Query(type, parent, Filter.all(type), OrderBy.parse(type, ""));
    return region.watches().list(query, "", most).resources().stream().map(Resource::name).toList();
  }
}
