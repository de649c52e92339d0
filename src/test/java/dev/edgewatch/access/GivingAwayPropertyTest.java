package dev.edgewatch.access;

import static dev.edgewatch.access.Bound.GET;
import static dev.edgewatch.access.Bound.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Who may give a grant away never gives more than he has himself. */
class GivingAwayPropertyTest {
  private static final String PATH = "display_name";

  @Property
  void whatIsGivenAwayAllowsNothingThatTheGiverMayNot(
      @ForAll("held") List<Grant> held, @ForAll("grants") Grant given, @ForAll("asks") Ask ask) {
    HeldGrants giver = new HeldGrants(held);
    HeldGrants receiver = new HeldGrants(List.of(given));
    boolean mayGive = giver.lacking(given, Ask.scopesOf(given.scope(), Bound::above)).isEmpty();
    if (mayGive && receiver.decide(ask) instanceof Decision.Allowed) {
      assertThat(giver.decide(ask)).isInstanceOf(Decision.Allowed.class);
    }
  }

  @Property
  void moreGrantsNeverAllowLess(@ForAll("held") List<Grant> held, @ForAll("asks") Ask ask) {
    HeldGrants fewer = new HeldGrants(held.subList(0, held.size() / 2));
    if (fewer.decide(ask) instanceof Decision.Allowed) {
      assertThat(new HeldGrants(held).decide(ask)).isInstanceOf(Decision.Allowed.class);
    }
  }

  @Provide
  Arbitrary<List<Grant>> held() {
    return grants().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<Grant> grants() {
    Arbitrary<String> scopes =
        Arbitraries.of("projects/p", "projects/q", "organizations/sales", "organizations/acme", "");
    Arbitrary<String> subScopes =
        Arbitraries.of(
            "", "regions/-", "regions/us-west2", "regions/-/devices/d", "regions/-/devices/-");
    Arbitrary<Set<String>> permissions =
        Arbitraries.of(Set.of(GET), Set.of(UPDATE), Set.of(GET, UPDATE), Set.of());
    Arbitrary<List<FieldCondition>> fields =
        Arbitraries.of(
            List.of(),
            List.of(new FieldCondition(PATH, Set.of("a"))),
            List.of(new FieldCondition(PATH, Set.of("a", "b"))),
            List.of(new FieldCondition(PATH, Set.of())));
    return Combinators.combine(scopes, subScopes, permissions, fields)
        .as(
            (scope, subScope, may, onResource) ->
                new Grant("b", "r", scope, subScope, may, onResource, List.of(), List.of()));
  }

  @Provide
  Arbitrary<Ask> asks() {
    Arbitrary<String> objects =
        Arbitraries.of(
            "projects/p",
            "projects/p/regions/-",
            "projects/p/regions/us-west2",
            "projects/p/regions/us-west2/devices/d",
            "projects/p/regions/-/devices/d",
            "projects/p/regions/-/devices/-",
            "projects/q/regions/eastus2/devices/e",
            "projects/-",
            "organizations/sales",
            "");
    Arbitrary<Optional<Set<String>>> values =
        Arbitraries.of(
            Optional.empty(),
            Optional.of(Set.of("a")),
            Optional.of(Set.of("b")),
            Optional.of(Set.of("a", "b")));
    return Combinators.combine(objects, Arbitraries.of(GET, UPDATE), values)
        .as(
            (object, permission, value) ->
                Bound.ask(permission, object).withResource(path -> value));
  }
}
