package dev.edgewatch.iam;

import dev.edgewatch.access.Grant;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What everybody who is signed in may read without a binding, because nobody finds his way without
 * it: the map of the environment (all of meta), and what services say about themselves, as their
 * roles and permissions.
 */
final class SignedInGrants {
  private static final String META = "meta.goten.com";
  private static final String OF_SERVICES = "services/{service}/";
  private static final Set<String> SHARED = Set.of("iam.edgelq.com/Role", "limits.edgelq.com/Plan");

  private SignedInGrants() {}

  static List<Grant> of(Catalog catalog) {
    Set<String> aboutServices =
        catalog.types().stream()
            .filter(SignedInGrants::isAboutServices)
            .flatMap(SignedInGrants::reading)
            .collect(Collectors.toSet());
    List<Grant> grants = new ArrayList<>();
    for (String service : catalog.services()) {
      grants.add(Grant.builtIn("services/" + service, aboutServices));
    }
    grants.add(
        Grant.builtIn(
            "",
            catalog.typesOf(META).stream()
                .flatMap(SignedInGrants::reading)
                .collect(Collectors.toSet())));
    return List.copyOf(grants);
  }

  private static boolean isAboutServices(ResourceType type) {
    boolean onlyOfServices =
        type.patterns().stream().allMatch(each -> each.text().startsWith(OF_SERVICES));
    return SHARED.contains(type.fullName()) || (type.stored() && onlyOfServices);
  }

  static Stream<String> reading(ResourceType type) {
    return StandardMethod.of(type).stream()
        .filter(method -> !method.writes())
        .map(method -> Permission.of(type, method).fullName());
  }
}
