package dev.edgewatch.console.ui.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.access.Grant;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.ui.members.GrantPreview.Change;
import dev.edgewatch.console.ui.members.GrantPreview.Doing;
import dev.edgewatch.console.ui.members.GrantPreview.OfType;
import dev.edgewatch.resource.Catalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantPreviewTest {
  private static final String P = "projects/p";
  private static final String DEVICES = "services/devices.edgelq.com/permissions/devices.";
  private static final Catalog CATALOG = Catalog.compiled();

  @Test
  void aRoleThatOnlyReadsShowsNoWayToChangeAnything() {
    GrantPreview preview = preview(List.of(), grants("", "get", "list", "watch"));

    assertThat(devices(preview)).containsExactly(new Doing("see", Change.NONE, true, ""));
    assertThat(preview.seen()).isEqualTo(1);
    assertThat(preview.changes()).isZero();
  }

  @Test
  void whatIsHeldAlreadyIsNotGained() {
    GrantPreview preview = preview(grants("", "list"), grants("", "list", "delete"));

    assertThat(devices(preview))
        .containsExactly(
            new Doing("see", Change.NONE, false, ""),
            new Doing("delete", Change.SOMETHING, true, ""));
  }

  @Test
  void aGrantForOneRegionSaysSo() {
    GrantPreview preview = preview(List.of(), grants("regions/eu", "create"));

    assertThat(devices(preview))
        .containsExactly(
            new Doing("create", Change.SOMETHING, true, "only for regions/eu in projects/p"));
  }

  @Test
  void anOwnerMayDoEverythingThatThereIs() {
    Role owner = Role.newBuilder().setName("roles/o").addOwnedObjects("-").build();

    GrantPreview preview = preview(List.of(), of(owner));

    assertThat(devices(preview))
        .extracting(Doing::verb)
        .contains("see", "create", "update", "delete");
    assertThat(preview.types()).hasSizeGreaterThan(20);
  }

  @Test
  void nothingIsShownOfWhatIsInNoProject() {
    Role owner = Role.newBuilder().setName("roles/o").addOwnedObjects("-").build();

    assertThat(preview(List.of(), of(owner)).types())
        .extracting(type -> type.type().fullName())
        .doesNotContain("meta.goten.com/Region", "iam.edgelq.com/OrganizationInvitation");
  }

  private static List<Doing> devices(GrantPreview preview) {
    return preview.types().stream()
        .filter(type -> type.type().fullName().equals("devices.edgelq.com/Device"))
        .findFirst()
        .map(OfType::doings)
        .orElse(List.of());
  }

  private static GrantPreview preview(List<Grant> now, List<Grant> drafted) {
    return GrantPreview.of(
        CATALOG, P, List.of("organizations/o"), List.of("us", "eu"), now, drafted);
  }

  private static List<Grant> grants(String subScope, String... verbs) {
    Role.Grant.Builder grant = Role.Grant.newBuilder().setSubScope(subScope);
    for (String verb : verbs) {
      grant.addPermissions(DEVICES + verb);
    }
    return of(Role.newBuilder().setName("roles/r").addGrants(grant).build());
  }

  private static List<Grant> of(Role role) {
    RoleBinding binding =
        RoleBinding.newBuilder().setName(P + "/roleBindings/b").setRole(role.getName()).build();
    return RoleGrants.of(role, binding, Holder.ANYBODY, any -> Optional.empty());
  }
}
