package dev.edgewatch.access;

import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.access.Decision.NearMiss;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All grants of one caller, his own and those of his groups, his domain and everybody. Immutable.
 */
public final class HeldGrants {
  private final List<Grant> grants;
  private final Map<String, List<Grant>> byScope;

  public HeldGrants(Collection<Grant> grants) {
    this.grants = List.copyOf(grants);
    this.byScope = this.grants.stream().collect(Collectors.groupingBy(Grant::scope));
  }

  /** Whether one of the grants allows it; what comes nearest if none does. */
  public Decision decide(Ask ask) {
    return ask.scopes().stream()
        .flatMap(scope -> byScope.getOrDefault(scope, List.of()).stream())
        .filter(grant -> grant.names(ask.permission()) && miss(grant, ask).isEmpty())
        .findFirst()
        .<Decision>map(Decision.Allowed::new)
        .orElseGet(() -> new Decision.Denied(nearest(ask)));
  }

  /**
   * Names of the scopes in which what is asked about the scope itself is allowed by a grant that is
   * bound there.
   *
   * @param ask the question about one scope
   */
  public Set<String> scopesAllowing(String permission, Function<String, Ask> ask) {
    return byScope.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(grant -> grant.names(permission)))
        .map(Map.Entry::getKey)
        .filter(scope -> decide(ask.apply(scope)) instanceof Decision.Allowed)
        .collect(Collectors.toSet());
  }

  /**
   * What of a grant its holder could not give away because he does not hold it: nobody grants what
   * he lacks. Full names of permissions; {@code "*"} where all of them would have to be held.
   *
   * @param scopes the scope of the given grant first, then those above it, the root last
   */
  public Set<String> lacking(Grant given, List<String> scopes) {
    if (given.isOwnership()) {
      return covering(given, scopes).anyMatch(Grant::isOwnership) ? Set.of() : Set.of("*");
    }
    return given.permissions().stream()
        .filter(wanted -> covering(given, scopes).noneMatch(grant -> grant.names(wanted)))
        .collect(Collectors.toSet());
  }

  private Stream<Grant> covering(Grant given, List<String> scopes) {
    return grants.stream()
        .filter(grant -> scopes.contains(grant.scope()))
        .filter(grant -> ScopeNames.covers(grant.subScope(), given.subScope()))
        .filter(grant -> grant.isNoStricterThan(given));
  }

  private Optional<NearMiss> nearest(Ask ask) {
    return grants.stream()
        .filter(grant -> grant.names(ask.permission()))
        .flatMap(grant -> miss(grant, ask).stream())
        .min(Comparator.comparing(NearMiss::why));
  }

  /**
   * What a grant lacks to allow it, besides the permission. Values of fields are asked for last,
   * because the resource may have to be looked up for them: nothing is for who has no grant there.
   */
  private static Optional<NearMiss> miss(Grant grant, Ask ask) {
    if (!ask.scopes().contains(grant.scope())) {
      return missed(grant, Lack.SCOPE, "for " + orRoot(grant.scope()));
    }
    if (!grant.reaches(ask)) {
      return missed(
          grant, Lack.OBJECT, "only for " + grant.subScope() + " in " + orRoot(grant.scope()));
    }
    return unmet(grant, ask)
        .map(field -> missed(grant, Lack.FIELD, "only where " + field.demand()))
        .orElseGet(
            () ->
                grant.onCall().stream()
                    .filter(condition -> !condition.holds(ask))
                    .findFirst()
                    .flatMap(
                        condition -> missed(grant, Lack.CALL, "only for " + condition.demand())));
  }

  private static Optional<FieldCondition> unmet(Grant grant, Ask ask) {
    return Stream.concat(
            grant.onResource().stream().filter(field -> !field.holds(ask.resource())),
            grant.onRequest().stream().filter(field -> !field.holds(ask.request())))
        .findFirst();
  }

  private static Optional<NearMiss> missed(Grant grant, Lack why, String words) {
    return Optional.of(new NearMiss(grant, why, words));
  }

  private static String orRoot(String scope) {
    return scope.isEmpty() ? "the whole environment" : scope;
  }
}
