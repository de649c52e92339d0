package dev.edgewatch.region;

import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.Watcher;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.EnvRegistry;
import dev.edgewatch.routing.ForwardContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps copies of what the other regions own, by one stateless watch on each sibling and type
 * (contract section 8.6). Regions that appear or go away in the environment are followed from then
 * on or no longer; copies of a region that went away stay.
 */
final class ReadCopies implements AutoCloseable {
  /** The types that are copied: what authorization and routing need, and where people belong. */
  static final Set<String> TYPES =
      Set.of(
          "iam.edgelq.com/Organization",
          "iam.edgelq.com/Project",
          "iam.edgelq.com/Role",
          "iam.edgelq.com/RoleBinding",
          "iam.edgelq.com/Condition",
          "iam.edgelq.com/Group",
          "iam.edgelq.com/GroupMember",
          "iam.edgelq.com/MemberAssignment",
          "iam.edgelq.com/User",
          "iam.edgelq.com/ServiceAccount",
          "iam.edgelq.com/ServiceAccountKey",
          "meta.goten.com/Region",
          "meta.goten.com/Service",
          "meta.goten.com/Deployment");

  private final Region region;
  private final Consequences consequences;
  private final EdgeClient siblings;
  private final ForwardContext own;
  private final EnvRegistry.Subscription news;
  private final Map<String, List<Watcher>> watchers = new HashMap<>();

  /**
   * @param own who the region is to its siblings
   */
  ReadCopies(Region region, Consequences consequences, EdgeClient siblings, ForwardContext own) {
    this.region = region;
    this.consequences = consequences;
    this.siblings = siblings;
    this.own = own;
    this.news = siblings.registry().listen(event -> followSiblings());
    followSiblings();
  }

  private synchronized void followSiblings() {
    Set<String> wanted = new HashSet<>();
    for (ResourceType type : types()) {
      wanted.addAll(siblings.registry().regions(type.service()));
    }
    wanted.remove(region.id());
    wanted.forEach(sibling -> watchers.computeIfAbsent(sibling, this::follow));
    watchers
        .entrySet()
        .removeIf(followed -> !wanted.contains(followed.getKey()) && closed(followed.getValue()));
  }

  /** Full names of all types that are copied. */
  static Set<String> names() {
    return Stream.concat(TYPES.stream(), PrivateWatches.TYPES.stream().map(ResourceType::fullName))
        .collect(Collectors.toSet());
  }

  private List<ResourceType> types() {
    return Stream.concat(TYPES.stream().map(region.catalog()::type), PrivateWatches.TYPES.stream())
        .toList();
  }

  private List<Watcher> follow(String sibling) {
    List<Watcher> followed = new ArrayList<>();
    for (ResourceType type : types()) {
      everywhere(type).forEach(parent -> followed.add(watcher(sibling, type, parent).start()));
    }
    return followed;
  }

  private Watcher watcher(String sibling, ResourceType type, String parent) {
    return new Watcher(
        () -> siblings.region(sibling).resources(type, own),
        WatchManyRequest.all(parent, "metadata.syncing.owning_region = \"" + sibling + "\""),
        siblings.scheduler(),
        region.clock(),
        ThreadLocalRandom.current(),
        new CopyWriter(region, consequences, type, parent, sibling));
  }

  /** The parents that together have all resources of a type: {@code services/-} for deployments. */
  static List<String> everywhere(ResourceType type) {
    return type.patterns().stream()
        .map(NamePattern::text)
        .map(pattern -> pattern.substring(0, Math.max(0, pattern.lastIndexOf('/'))))
        .map(parent -> parent.substring(0, Math.max(0, parent.lastIndexOf('/'))))
        .map(parent -> parent.replaceAll("\\{[^}]*}", "-"))
        .toList();
  }

  private static boolean closed(List<Watcher> followed) {
    followed.forEach(Watcher::close);
    return true;
  }

  @Override
  public synchronized void close() {
    news.close();
    watchers.values().forEach(ReadCopies::closed);
  }
}
