package dev.edgewatch.console.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockedFieldsTest {

  @ParameterizedTest
  @CsvSource({
    "iam.edgelq.com/Project, services_generation",
    "iam.edgelq.com/Project, root_organization",
    "iam.edgelq.com/Project, ancestry_path",
    "iam.edgelq.com/Project, service_errors",
    "iam.edgelq.com/Organization, root_organization",
    "iam.edgelq.com/RoleBinding, ancestry_path",
    "devices.edgelq.com/Device, status.connection_status",
    "limits.edgelq.com/Limit, usage",
  })
  void whatTheServerKnowsOfAResourceIsLocked(String type, String path) {
    assertThat(isLocked(type, path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "iam.edgelq.com/Project, title",
    "iam.edgelq.com/Project, enabled_services",
    "iam.edgelq.com/Project, multi_region_policy",
    "iam.edgelq.com/Project, feature_config",
    "iam.edgelq.com/User, settings",
    "devices.edgelq.com/Device, spec",
    "devices.edgelq.com/Device, status.attestation_status",
    "devices.edgelq.com/CustomizedImage, status",
  })
  void whatPeopleDecideIsNot(String type, String path) {
    assertThat(isLocked(type, path)).isFalse();
  }

  private static boolean isLocked(String fullName, String path) {
    ResourceType type = Catalog.compiled().type(fullName);
    return LockedFields.of(type)
        .covers(Mask.ofPaths(type.descriptor(), List.of(FieldPath.parse(type.descriptor(), path))));
  }
}
