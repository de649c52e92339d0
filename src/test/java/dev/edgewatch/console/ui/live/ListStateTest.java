package dev.edgewatch.console.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListStateTest {
  private final ResourceType devices = Catalog.compiled().type("devices.edgelq.com/Device");
  private final List<LiveColumn> columns =
      List.of(
          column("name", LiveColumn.Presence.ALWAYS),
          column("status", LiveColumn.Presence.STANDARD),
          column("serial", LiveColumn.Presence.CHOSEN));

  @Test
  void addressCarriesTheWholeStateAndBack() {
    var state =
        new ListState(
            "display_name = \"Truck 1\"",
            "name desc",
            List.of(ColumnChoice.standard("name"), new ColumnChoice("serial", 240)),
            Set.of("us-west2", "eastus2"));

    assertThat(ListState.of(state.query())).isEqualTo(state);
  }

  @Test
  void standardStateLeavesTheAddressClean() {
    assertThat(ListState.STANDARD.query().getParameters()).isEmpty();
  }

  @Test
  void unusablePartsOfAnAddressAreDroppedAndNamed() {
    var address =
        ListState.of(
            QueryParameters.fromString(
                "filter=no%20such&orderBy=nowhere&columns=name,colour&regions=us-west2"));

    AddressCheck check = AddressCheck.of(devices, address, columns);

    assertThat(check.understood())
        .isEqualTo(
            new ListState("", "", List.of(ColumnChoice.standard("name")), Set.of("us-west2")));
    assertThat(check.dropped()).contains("filter").contains("order").contains("colour");
  }

  @Test
  void columnsThatMustBeChosenAreHiddenUntilTheyAre() {
    assertThat(shown("")).isEqualTo("name,status");
    assertThat(shown("serial")).isEqualTo("name,serial");
  }

  @Test
  void columnsKeepTheirOrderAndWidthAndWhatMustBeShownComesFirst() {
    assertThat(shown("serial:240,status,name:300")).isEqualTo("name:300,serial:240,status");
    assertThat(shown("status,status:90,colour:80,serial:wide")).isEqualTo("name,status,serial");
  }

  @Test
  void noAddressMakesAColumnVanishOrFillTheScreen() {
    assertThat(shown("status:1,serial:99999")).isEqualTo("name,status:48,serial:1200");
    assertThat(shown("status:-5")).isEqualTo("name,status");
  }

  private String shown(String columns) {
    return ColumnChoice.text(ColumnChoice.shown(this.columns, ColumnChoice.parse(columns)));
  }

  @Test
  void choosingTheOnlyRegionAgainShowsAll() {
    ListState one = ListState.STANDARD.toggling("us-west2");

    assertThat(one.regions()).containsExactly("us-west2");
    assertThat(one.toggling("us-west2")).isEqualTo(ListState.STANDARD);
  }

  private static LiveColumn column(String key, LiveColumn.Presence presence) {
    return new LiveColumn(key, key, List.of(key), "", "100px", 0, presence, Cell.of(""), row -> "");
  }
}
