package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnseenValuesTest {
  private final Catalog catalog = Catalog.compiled();

  @Test
  void whatIsInASecretIsChangedKeyByKey() {
    Secret edited = Secret.newBuilder().putData("password", "YQ==").putData("user", "Yg==").build();

    assertThat(
            UnseenValues.mask(
                    catalog.type("secrets.edgelq.com/Secret"),
                    edited,
                    List.of("display_name", "data"))
                .getPathsList())
        .containsExactlyInAnyOrder("display_name", "data.password", "data.user");
  }

  @Test
  void whatIsShownIsReplacedAsItWasEdited() {
    Device edited =
        Device.newBuilder().setMetadata(Meta.newBuilder().putLabels("hall", "b")).build();

    assertThat(
            UnseenValues.mask(
                    catalog.type("devices.edgelq.com/Device"), edited, List.of("metadata.labels"))
                .getPathsList())
        .containsExactly("metadata.labels");
  }
}
