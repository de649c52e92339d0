package dev.edgewatch.routing;

import static dev.edgewatch.routing.Environments.inRegions;
import static dev.edgewatch.routing.Environments.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.resource.Catalog;
import io.grpc.ManagedChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {
  private final EnvRegistry registry = new EnvRegistry(List.of(Environments.BOOTSTRAP));
  private final Channels channels =
      new Channels(
          registry,
          ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
          new RetryPolicy(Catalog.compiled().types()));

  @AfterEach
  void close() {
    channels.close();
  }

  @Test
  void noChannelIsOpenedToAnEndpointThatIsNotListed() {
    assertThatThrownBy(() -> channels.to(new Endpoint("198.51.100.1", 443)))
        .hasMessage("endpoint is 198.51.100.1:443; expected one of an enabled deployment");
  }

  @Test
  void allServicesAtOneEndpointShareAChannel() {
    registry.replace(inRegions("us-west2"));

    assertThat(channels.to("devices.edgelq.com", "us-west2"))
        .isSameAs(channels.to("iam.edgelq.com", "us-west2"));
  }

  @Test
  void theChannelToARemovedDeploymentIsClosedAtOnce() {
    registry.replace(inRegions("us-west2", "eastus2"));
    ManagedChannel removed = channels.to(port(1));
    ManagedChannel kept = channels.to(port(0));

    registry.replace(inRegions("us-west2"));

    assertThat(removed.isShutdown()).isTrue();
    assertThat(kept.isShutdown()).isFalse();
    assertThatThrownBy(() -> channels.to("devices.edgelq.com", "eastus2"))
        .hasMessageContaining("'eastus2'");
  }

  @Test
  void theChannelToADisabledDeploymentIsClosedToo() {
    registry.replace(inRegions("us-west2"));
    ManagedChannel channel = channels.to(port(0));
    Directory disabled = registry.directory();
    for (var deployment : disabled.deployments().values()) {
      disabled = Environments.with(disabled, deployment.toBuilder().setIsDisabled(true).build());
    }

    registry.replace(disabled);

    assertThat(channel.isShutdown()).isTrue();
  }
}
