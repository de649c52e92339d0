package dev.edgewatch.iam;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.LabelledDomain;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The domains under which the environment is reached: those that were configured, those of all
 * deployments and the global ones of services. Of all regions, because a call is passed on with the
 * token it came with. Kept current by the change feed; thread-safe, reading never blocks.
 */
public final class OwnDomains implements AutoCloseable {
  /** The forms of gRPC's clients (contract section 11.1): without path, root, or a service. */
  private static final Pattern AUDIENCE =
      Pattern.compile("https://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?(?:/[\\w.]*)?");

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

  private final Set<String> configured;
  private final Map<String, Set<String>> byRow = new ConcurrentHashMap<>();
  private final List<ChangeFeed.Subscription> subscriptions;

  /**
   * @param configured hosts, with or without a port
   */
  public OwnDomains(Catalog catalog, ChangeFeed feed, Collection<String> configured) {
    this.configured = hosts(configured.stream());
    this.subscriptions =
        Stream.of("meta.goten.com/Deployment", "meta.goten.com/Service")
            .map(catalog::type)
            .map(type -> follow(feed, type))
            .toList();
  }

  private ChangeFeed.Subscription follow(ChangeFeed feed, ResourceType type) {
    return feed.follow(type, "", this::put, this::apply);
  }

  private void apply(CommittedTransaction transaction) {
    for (Change change : transaction.changes()) {
      if (change.after() == null) {
        byRow.remove(change.name());
      } else {
        put(change.after());
      }
    }
  }

  private void put(Resource row) {
    Stream<String> domains =
        switch (row.message()) {
          case Deployment deployment ->
              Stream.concat(
                  Stream.of(deployment.getPublicDomain(), deployment.getPrivateDomain()),
                  labelled(deployment.getLabelledDomainsList()));
          case Service service ->
              Stream.concat(
                  Stream.of(service.getGlobalDomain()), labelled(service.getLabelledDomainsList()));
          default -> Stream.of();
        };
    byRow.put(row.name(), hosts(domains));
  }

  private static Stream<String> labelled(List<LabelledDomain> domains) {
    return domains.stream().map(LabelledDomain::getDomain);
  }

  private static Set<String> hosts(Stream<String> domains) {
    Set<String> hosts = new HashSet<>();
    domains.map(HOST::matcher).filter(Matcher::matches).forEach(found -> hosts.add(found.group(1)));
    return Set.copyOf(hosts);
  }

  /** Whether an audience is one of ours, in any of its three forms. */
  boolean isAudience(String audience) {
    Matcher found = AUDIENCE.matcher(audience);
    if (!found.matches()) {
      return false;
    }
    String host = found.group(1);
    return configured.contains(host)
        || byRow.values().stream().anyMatch(hosts -> hosts.contains(host));
  }

  @Override
  public void close() {
    subscriptions.forEach(ChangeFeed.Subscription::close);
  }
}
