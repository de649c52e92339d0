package dev.edgewatch.console.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.console.ui.form.PermissionGroups.Choice;
import dev.edgewatch.console.ui.form.PermissionGroups.OfService;
import dev.edgewatch.resource.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionGroupsTest {
  private static final String DEVICES = "services/devices.edgelq.com/permissions/";

  private static PermissionGroups all(String... named) {
    return PermissionGroups.of(Catalog.compiled(), List.of(named));
  }

  private static List<String> names(PermissionGroups groups) {
    return groups.services().stream()
        .flatMap(service -> service.offers().stream())
        .map(Choice::name)
        .toList();
  }

  @Test
  void permissionsStandByServiceAndByWhatTheyAreOf() {
    OfService devices =
        all().services().stream()
            .filter(service -> service.domain().equals("devices.edgelq.com"))
            .findFirst()
            .orElseThrow();

    var ofDevices =
        devices.types().stream()
            .filter(type -> type.key().equals("devices"))
            .findFirst()
            .orElseThrow();
    assertThat(ofDevices.title()).isEqualTo("Devices");
    assertThat(ofDevices.offers())
        .extracting(Choice::label)
        .contains("get", "batch get", "watch", "delete", "heartbeat", "attach");
    assertThat(ofDevices.offers()).extracting(Choice::name).contains(DEVICES + "devices.batchGet");
    assertThat(names(all())).doesNotHaveDuplicates();
  }

  @Test
  void whatNoServiceDeclaresHasAGroupOfItsOwn() {
    assertThat(all(DEVICES + "devices.get").services())
        .extracting(OfService::domain)
        .doesNotContain(PermissionGroups.UNKNOWN);

    OfService unknown =
        all(DEVICES + "devices.get", DEVICES + "devices.teleport").services().getLast();
    assertThat(unknown.domain()).isEqualTo(PermissionGroups.UNKNOWN);
    assertThat(unknown.offers())
        .extracting(Choice::name)
        .containsExactly(DEVICES + "devices.teleport");
  }

  @Test
  void allWordsOfAPhraseAreLookedForInAnyOrder() {
    assertThat(names(all().matching("  Heartbeat devices ")))
        .contains(DEVICES + "devices.heartbeat")
        .allMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("heartbeat"));
    assertThat(names(all().matching(DEVICES + "devices.heart")))
        .containsExactly(DEVICES + "devices.heartbeat");
    assertThat(all().matching("no such thing").services()).isEmpty();
    assertThat(all().matching(" ")).isEqualTo(all());
  }
}
