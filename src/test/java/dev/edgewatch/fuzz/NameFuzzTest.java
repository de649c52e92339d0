package dev.edgewatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.widgets.Widgets;
import java.util.Map;
import java.util.stream.Stream;

/** Names of resources, of their parents, and fully qualified ones. */
class NameFuzzTest extends ReadsAnyText {
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Map.of(
                "devices.edgelq.com/Device", "projects/p/regions/us-west2/devices/d-1",
                "iam.edgelq.com/RoleBinding", "organizations/o/roleBindings/a.b|c",
                "iam.edgelq.com/MemberAssignment", "regions/us-west2/memberAssignments/p/x/regions",
                "limits.edgelq.com/Limit", "projects/p/limits/us-west2/iam.edgelq.com/Project",
                "meta.goten.com/Deployment", "services/-/deployments/eastus2")
            .entrySet()
            .stream()
            .map(
                name ->
                    new FuzzInput(Widgets.CATALOG.type(name.getKey()), name.getValue()).bytes()),
        Stream.of(
                "",
                "gadgets/-",
                "projects//regions/gadgets/",
                "/projects/p/gadgets/g",
                "//widgets.edgewatch.test/projects/p/regions/us-west2/gadgets/g",
                "//widgets.edgewatch.test/",
                "//widgets.e$gewatch.test/pjects/p/regionrojects/p/regions/ut2/gadgets/g",
                "//",
                "projects/p/gadgets/".repeat(60))
            .map(text -> new FuzzInput(Widgets.GADGET, text).bytes()));
  }

  @Override
  protected void read(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    FuzzInput.check(() -> input.type().parseName(input.text()), name -> look(input, name));
    FuzzInput.check(
        () -> input.type().parseParent(input.text()),
        parent -> {
          assertThat(parent.text()).isEqualTo(input.text());
          assertThat(parent.matches(parent)).isTrue();
        });
    FuzzInput.check(
        () -> Widgets.CATALOG.parseQualified(input.text()),
        name -> assertThat(name.qualified()).isEqualTo(input.text()));
  }

  private static void look(FuzzInput input, ResourceName name) {
    assertThat(name.text()).isEqualTo(input.text());
    assertThat(name.pattern().variables()).hasSameSizeAs(name.ids());
    assertThat(name.matches(name)).isTrue();
    assertThat(name.parent().contains(name.text())).isTrue();
    assertThat(input.type().parseName(name.text())).isEqualTo(name);
  }
}
