package dev.edgewatch.console.ui.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.FieldCondition;
import dev.edgewatch.access.FieldValues;
import dev.edgewatch.access.Grant;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a preview shows is what the same grants would let somebody get. */
class GrantedRowsProperties {
  private static final ResourceType TYPE = Catalog.compiled().type("devices.edgelq.com/Device");
  private static final String SCOPE = "projects/p";
  private static final String GET = "services/devices.edgelq.com/permissions/devices.get";
  private static final String UPDATE = "services/devices.edgelq.com/permissions/devices.update";

  /** A wildcard before the id of one device is the one thing that no filter says. */
  private static final String OF_ANY_REGION = "regions/-/devices/d";

  @Property
  void nothingIsShownThatWouldNotBeAllowed(
      @ForAll("grants") List<Grant> grants, @ForAll("devices") Device device) {
    if (isShown(grants, device)) {
      assertThat(isAllowed(grants, device)).isTrue();
    }
  }

  @Property
  void allThatWouldBeAllowedIsShown(
      @ForAll("grants") List<Grant> grants, @ForAll("devices") Device device) {
    List<Grant> sayable =
        grants.stream().filter(grant -> !grant.subScope().equals(OF_ANY_REGION)).toList();
    assertThat(isShown(sayable, device)).isEqualTo(isAllowed(sayable, device));
  }

  private static boolean isShown(List<Grant> grants, Device device) {
    Optional<Filter> shown = new GrantedRows(TYPE, SCOPE).of(grants);
    return shown.filter(filter -> Filter.parse(TYPE, filter.text()).test(device)).isPresent();
  }

  private static boolean isAllowed(List<Grant> grants, Device device) {
    Ask ask =
        Ask.about(GET, device.getName(), any -> List.of("organizations/acme"))
            .withResource(FieldValues.of(device));
    return new HeldGrants(grants).decide(ask) instanceof Decision.Allowed;
  }

  @Provide
  Arbitrary<List<Grant>> grants() {
    Arbitrary<String> subScopes =
        Arbitraries.of(
            "",
            "regions/-",
            "regions/us-west2",
            "regions/eastus2/devices/-",
            "regions/us-west2/devices/d",
            "regions/us-west2/deviceTypes/d",
            "regions/us-west2/devices/d/more",
            OF_ANY_REGION,
            "regions/-/devices/-");
    Arbitrary<Set<String>> permissions =
        Arbitraries.of(Set.of(GET), Set.of(UPDATE), Set.of(GET, UPDATE), Set.of());
    Arbitrary<List<FieldCondition>> fields =
        Arbitraries.of(
            List.of(),
            List.of(new FieldCondition("display_name", Set.of("a"))),
            List.of(new FieldCondition("display_name", Set.of("a", "b\"\\c"))),
            List.of(new FieldCondition("display_name", Set.of())));
    return Combinators.combine(
            Arbitraries.of(SCOPE, "organizations/acme", ""), subScopes, permissions, fields)
        .as(
            (scope, subScope, may, onResource) ->
                new Grant("b", "r", scope, subScope, may, onResource, List.of(), List.of()))
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Device> devices() {
    return Combinators.combine(
            Arbitraries.of("us-west2", "eastus2"),
            Arbitraries.of("d", "e"),
            Arbitraries.of("a", "b\"\\c", "c"))
        .as(
            (region, id, title) ->
                Device.newBuilder()
                    .setName(SCOPE + "/regions/" + region + "/devices/" + id)
                    .setDisplayName(title)
                    .setMetadata(
                        Meta.newBuilder()
                            .setSyncing(SyncingMeta.newBuilder().setOwningRegion(region)))
                    .build());
  }
}
