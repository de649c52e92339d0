package dev.edgewatch.console.bff;

import dev.edgewatch.routing.EnvRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one list's roster of regions current: deployments come and go in meta, and a project's
 * policy (contract section 8) says which of them it uses and in which order. A policy without
 * regions, and a scope without a project, means all, in the order of the service's policy.
 *
 * <p>The listener is called by {@code follow} and on the session's threads, one call at a time,
 * with this object's monitor, and only with what is another roster than before.
 */
final class ScopeRegions implements AutoCloseable {
  /** How long a list waits for the project's policy before it is made of all regions. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String service;
  private final Set<String> chosen;
  private final EnvRegistry registry;
  private final Consumer<RegionRoster> listener;
  private final Set<String> everPresent = new LinkedHashSet<>();
  private final List<AutoCloseable> subscriptions = new ArrayList<>();
  private ProjectPolicies.@Nullable Followed policy;
  private RegionRoster told = RegionRoster.UNKNOWN;
  private boolean patienceIsOver;
  private boolean closed;

  private ScopeRegions(
      String service, Set<String> chosen, EnvRegistry registry, Consumer<RegionRoster> listener) {
    this.service = service;
    this.chosen = chosen;
    this.registry = registry;
    this.listener = listener;
  }

  /**
   * @param project whose policy decides, empty for none
   * @param chosen ids a person has chosen, empty for all
   * @param scheduler runs what is heard, and what is short
   */
  static RegionRoster.Source of(
      String service,
      Optional<String> project,
      Set<String> chosen,
      EnvRegistry registry,
      ProjectPolicies policies,
      ScheduledExecutorService scheduler) {
    return listener -> {
      var regions = new ScopeRegions(service, chosen, registry, listener);
      regions.follow(project, policies, scheduler);
      return regions;
    };
  }

  private synchronized void follow(
      Optional<String> project, ProjectPolicies policies, ScheduledExecutorService scheduler) {
    Runnable decideSoon = () -> scheduler.execute(this::decide);
    subscriptions.add(registry.listen(event -> decideSoon.run()));
    project.ifPresent(
        one -> {
          ProjectPolicies.Followed followed = policies.follow(one, decideSoon);
          policy = followed;
          subscriptions.add(followed);
          var _ = scheduler.schedule(this::endPatience, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        });
    decide();
  }

  private synchronized void endPatience() {
    patienceIsOver = true;
    decide();
  }

  private synchronized void decide() {
    Set<String> deployed = new LinkedHashSet<>(registry.regions(service));
    boolean known = !registry.directory().deployments().isEmpty();
    if (closed || !known) {
      return;
    }
    Optional<List<String>> used = used(deployed);
    if (used.isEmpty()) {
      return;
    }
    List<String> wanted = used.get().stream().filter(this::isChosen).toList();
    RegionRoster roster = RegionRoster.of(wanted, deployed, everPresent);
    everPresent.addAll(roster.present());
    if (!roster.equals(told)) {
      told = roster;
      listener.accept(roster);
    }
  }

  private boolean isChosen(String region) {
    return chosen.isEmpty() || chosen.contains(region);
  }

  /** Regions the scope uses, in order; empty while that is not known. */
  private Optional<List<String>> used(Set<String> deployed) {
    ProjectPolicies.Followed project = policy;
    if (project == null) {
      return Optional.of(inOrderOfTheService(deployed));
    }
    return project
        .enabledRegions()
        .map(enabled -> enabled.isEmpty() ? inOrderOfTheService(deployed) : enabled)
        .or(() -> patienceIsOver ? Optional.of(inOrderOfTheService(deployed)) : Optional.empty());
  }

  private List<String> inOrderOfTheService(Set<String> deployed) {
    return KnownEnvironment.inOrder(registry.directory(), service, deployed);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (AutoCloseable subscription : subscriptions) {
      Quietly.close(subscription);
    }
  }
}
