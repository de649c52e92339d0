package dev.edgewatch.console.ui.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.console.ui.deletion.Dependent.Effect;
import dev.edgewatch.console.ui.deletion.Dependent.Lookup;
import dev.edgewatch.resource.Catalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependentsTest {
  private static final Map<String, List<String>> ABOVE =
      Map.of("projects/p", List.of("organizations/o", "organizations/root"));

  private static List<Lookup> lookups(String type, String name, Effect effect, String of) {
    return lookups(type, List.of(name), effect, of);
  }

  private static List<Lookup> lookups(String type, List<String> names, Effect effect, String of) {
    return Dependents.of(Catalog.compiled(), Catalog.compiled().type(type), names, ABOVE).stream()
        .filter(one -> one.effect() == effect && one.type().fullName().equals(of))
        .flatMap(one -> one.lookups().stream())
        .toList();
  }

  @Test
  void aProjectTakesWhatIsInItInAllRegions() {
    assertThat(
            lookups(
                "iam.edgelq.com/Project",
                "projects/p",
                Effect.GOES_TOO,
                "devices.edgelq.com/Device"))
        .containsExactly(new Lookup("projects/p/regions/-", ""));
  }

  @Test
  void whatGoesTakesAlongWhatLivesBelowIt() {
    assertThat(
            lookups(
                "iam.edgelq.com/Project",
                "projects/p",
                Effect.GOES_TOO,
                "iam.edgelq.com/ServiceAccountKey"))
        .extracting(Lookup::parent)
        .containsExactly("projects/p/regions/-/serviceAccounts/-");
  }

  @Test
  void anOrganizationIsHeldByTheProjectsThatNameIt() {
    assertThat(
            lookups(
                "iam.edgelq.com/Organization",
                "organizations/o",
                Effect.BLOCKS,
                "iam.edgelq.com/Project"))
        .containsExactly(new Lookup("", "parent_organization = \"organizations/o\""));
  }

  @Test
  void organizationsAboveAProjectLoseWhatTheyGaveIt() {
    assertThat(
            lookups(
                "iam.edgelq.com/Project",
                "projects/p",
                Effect.GOES_TOO,
                "limits.edgelq.com/AcceptedPlan"))
        .extracting(Lookup::parent)
        .containsExactly("services/-", "organizations/o", "organizations/root");
  }

  @Test
  void whatIsInAProjectIsReferredToFromThereAndNotFromOthers() {
    assertThat(
            lookups(
                "iam.edgelq.com/Role",
                "projects/p/roles/r",
                Effect.BLOCKS,
                "iam.edgelq.com/RoleBinding"))
        .contains(new Lookup("projects/p", "role = \"projects/p/roles/r\""))
        .noneMatch(lookup -> lookup.parent().startsWith("projects/-"));
  }

  @Test
  void whatRefersToSeveralIsAskedForAtOnceAndWhatIsBelowThemOfEach() {
    List<String> roles = List.of("projects/p/roles/r", "projects/p/roles/s");
    assertThat(lookups("iam.edgelq.com/Role", roles, Effect.BLOCKS, "iam.edgelq.com/RoleBinding"))
        .containsOnlyOnce(
            new Lookup("projects/p", "role IN (\"projects/p/roles/r\", \"projects/p/roles/s\")"));
    assertThat(
            lookups(
                "iam.edgelq.com/Project",
                List.of("projects/p", "projects/q"),
                Effect.GOES_TOO,
                "devices.edgelq.com/Device"))
        .containsExactly(
            new Lookup("projects/p/regions/-", ""), new Lookup("projects/q/regions/-", ""));
  }

  @Test
  void allLookupsCanBeAsked() {
    Catalog catalog = Catalog.compiled();
    for (var type : catalog.types()) {
      for (var pattern : type.patterns()) {
        String name = pattern.text().replaceAll("\\{[^}]*}", "some-id");
        if (type.findName(name).isEmpty()) {
          continue;
        }
        for (Dependent dependent :
            Dependents.of(catalog, type, List.of(name, name + "-2"), ABOVE)) {
          for (Lookup lookup : dependent.lookups()) {
            dependent.type().parseParent(lookup.parent());
            dev.edgewatch.resource.filter.Filter.parse(dependent.type(), lookup.filter());
          }
        }
      }
    }
  }
}
