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
import java.util.Optional;
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
  /** The service whose rows say who may what. */
  static final String ACCESS = "iam.edgelq.com";

  /**
   * The types that are copied: what authorization and routing need, where people belong, and what
   * may be logged, so that a region takes logs also when the one that controls the project is down.
   */
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
          "logging.edgelq.com/LogDescriptor",
          "meta.goten.com/Region",
          "meta.goten.com/Service",
          "meta.goten.com/Deployment");

  private final Region region;
  private final Consequences consequences;
  private final EdgeClient siblings;
  private final ForwardContext own;
  private final Optional<HeardSiblings> heard;
  private final EnvRegistry.Subscription news;
  private final Map<String, List<Watcher>> watchers = new HashMap<>();

  /**
   * @param own who the region is to its siblings
   * @param heard is told when what decisions about access rest on is current
   */
  ReadCopies(
      Region region,
      Consequences consequences,
      EdgeClient siblings,
      ForwardContext own,
      Optional<HeardSiblings> heard) {
    this.region = region;
    this.consequences = consequences;
    this.siblings = siblings;
    this.own = own;
    this.heard = heard;
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
    Set<String> gone = new HashSet<>(watchers.keySet());
    gone.removeAll(wanted);
    gone.forEach(this::leave);
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

  /** Started when all are there, so that a sibling is not taken for heard by the first of them. */
  private List<Watcher> follow(String sibling) {
    List<Watcher> followed = new ArrayList<>();
    for (ResourceType type : types()) {
      everywhere(type).forEach(parent -> followed.add(watcher(sibling, type, parent)));
    }
    followed.forEach(Watcher::start);
    return followed;
  }

  private void leave(String sibling) {
    List<Watcher> followed = watchers.remove(sibling);
    if (followed != null) {
      followed.forEach(Watcher::close);
    }
    heard.ifPresent(all -> all.forget(sibling));
  }

  /** What to run whenever a stream is current. */
  private Runnable upToDate(String sibling, ResourceType type) {
    return heard
        .filter(all -> type.service().equals(ACCESS))
        .<Runnable>map(all -> all.stream(sibling)::heard)
        .orElse(() -> {});
  }

  private Watcher watcher(String sibling, ResourceType type, String parent) {
    return new Watcher(
        () -> siblings.region(sibling).resources(type, own),
        WatchManyRequest.all(parent, "metadata.syncing.owning_region = \"" + sibling + "\""),
        siblings.scheduler(),
        region.clock(),
        ThreadLocalRandom.current(),
        new CopyWriter(region, consequences, type, parent, sibling, upToDate(sibling, type)));
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

  @Override
  public synchronized void close() {
    news.close();
    watchers.values().forEach(followed -> followed.forEach(Watcher::close));
  }
}
