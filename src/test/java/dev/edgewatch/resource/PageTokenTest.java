package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.monitoring.v4.MetricDescriptor;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.PageToken.AtKey;
import dev.edgewatch.resource.PageToken.AtOffset;
import dev.edgewatch.resource.PageToken.Custom;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTokenTest {
  private static final Device DEVICE =
      Device.newBuilder()
          .setName("projects/p/regions/us-west2/devices/pump")
          .setDisplayName("Pump \u00e9")
          .setMetadata(
              Meta.newBuilder()
                  .setCreateTime(Timestamp.newBuilder().setSeconds(7).setNanos(9))
                  .putLabels("env", "prod"))
          .setStatus(
              Device.Status.newBuilder()
                  .setConnectionStatus(Device.Status.ConnectionStatus.CONNECTED))
          .build();

  @Test
  void snapshotOfTheContractsSampleIsRead() {
    ResourceType services = Types.SERVICE;
    PageToken token =
        PageToken.parse(services, OrderBy.name(services), "r.e.S." + base64(named("services/abc")));
    assertThat(token.direction()).isEqualTo(Direction.AFTER);
    assertThat(token.inclusion()).isEqualTo(Inclusion.EXCLUSIVE);
    assertThat(((AtKey) token).key().name()).isEqualTo("services/abc");
    assertThat(token.text(services, OrderBy.name(services)))
        .isEqualTo("r.e.S." + base64(named("services/abc")));
  }

  @Test
  void keyIsTheSameAfterATripThroughItsText() {
    for (String text :
        List.of(
            "",
            "display_name",
            "metadata.create_time desc",
            "metadata.update_time",
            "metadata.labels.env, metadata.labels.zone",
            "status.connection_status, spec.os_version",
            "status.addresses.address, metadata.tags")) {
      OrderBy order = OrderBy.parse(Types.DEVICE, text);
      AtKey token = new AtKey(Direction.BEFORE, Inclusion.INCLUSIVE, order.key(DEVICE));
      String wire = token.text(Types.DEVICE, order);
      assertThat(wire).startsWith("l.i.S.");
      assertThat(PageToken.parse(Types.DEVICE, order, wire)).isEqualTo(token);
    }
  }

  @Test
  void snapshotHoldsNothingButComparedFieldsAndName() throws Exception {
    OrderBy order = OrderBy.parse(Types.DEVICE, "metadata.labels.env");
    String text =
        new AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, order.key(DEVICE))
            .text(Types.DEVICE, order);
    assertThat(Device.parseFrom(Base64.getDecoder().decode(text.substring(6))))
        .isEqualTo(
            Device.newBuilder()
                .setName(DEVICE.getName())
                .setMetadata(Meta.newBuilder().putLabels("env", "prod"))
                .build());
  }

  @Test
  void tokenOfAnotherOrderIsRefused() {
    OrderBy byLabel = OrderBy.parse(Types.DEVICE, "metadata.labels.env");
    String token =
        new AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, byLabel.key(DEVICE))
            .text(Types.DEVICE, byLabel);
    assertThatThrownBy(
            () -> PageToken.parse(Types.DEVICE, OrderBy.parse(Types.DEVICE, "display_name"), token))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("another order")
        .hasMessageContaining("'display_name'");
  }

  @Test
  void offsetsAndCustomPairsKeepTheirForm() {
    OrderBy order = OrderBy.name(Types.DEVICE);
    AtOffset offset = new AtOffset(Direction.AFTER, Inclusion.EXCLUSIVE, 20);
    assertThat(offset.text(Types.DEVICE, order)).isEqualTo("r.e.O.20");
    assertThat(PageToken.parse(Types.DEVICE, order, "r.e.O.20")).isEqualTo(offset);
    Custom custom =
        new Custom(
            Direction.AFTER,
            Inclusion.EXCLUSIVE,
            Map.of("us-west2", "r.e.S.x", "eastus2", "\u00e9"));
    assertThat(custom.text(Types.DEVICE, order)).startsWith("r.e.C.").contains(",");
    assertThat(PageToken.parse(Types.DEVICE, order, custom.text(Types.DEVICE, order)))
        .isEqualTo(custom);
    Custom empty = new Custom(Direction.BEFORE, Inclusion.EXCLUSIVE, Map.of());
    assertThat(PageToken.parse(Types.DEVICE, order, empty.text(Types.DEVICE, order)))
        .isEqualTo(empty);
  }

  @Test
  void aMemberOfAOneofIsNotLostToTheDefaultOfAnother() {
    ResourceType type = Catalog.compiled().type("monitoring.edgelq.com/MetricDescriptor");
    MetricDescriptor.Builder metric =
        MetricDescriptor.newBuilder()
            .setName("projects/p/metricDescriptors/devices.edgelq.com/temperature");
    metric.getDistributionBucketOptionsBuilder().getDynamicBucketsBuilder().setCompression(1);
    String options = "distribution_bucket_options.";
    OrderBy order =
        OrderBy.parse(
            type,
            options
                + "dynamic_buckets.compression,"
                + options
                + "linear_buckets.num_finite_buckets");
    AtKey token = new AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, order.key(metric.build()));
    assertThat(PageToken.parse(type, order, token.text(type, order))).isEqualTo(token);
  }

  @Test
  void malformedTokensAreRefusedSayingWhatWasExpected() {
    refused("", "direction.inclusion.kind.payload");
    refused("r.e.S", "direction.inclusion.kind.payload");
    refused("r.e.O.1.2", "direction.inclusion.kind.payload");
    refused("x.e.O.1", "'x'; expected r or l");
    refused("r.x.O.1", "'x'; expected e or i");
    refused("r.e.X.1", "'X'; expected S, O or C");
    refused("r.e.O.", "expected a decimal number");
    refused("r.e.O.-1", "expected a decimal number");
    refused("r.e.O.1e3", "expected a decimal number");
    refused("r.e.O.9999999999999999999", "expected a decimal number");
    refused("r.e.S.%%%", "expected standard base64");
    refused("r.e.S.", "expected a Device name");
    refused("r.e.S." + base64(new byte[] {10, 99, 1}), "is no Device");
    refused("r.e.S." + base64(named("services/abc")), "expected a Device name");
    refused("r.e.C.YQ", "expected base64(key):base64(value)");
    refused("r.e.C.YQ==:YQ==,YQ==:Yg==", "each key once");
    refused("r.e.C.YQ==:/w==", "UTF-8");
    refused("r.e.S." + "A".repeat(2048), "at most 2048");
  }

  private static void refused(String token, String message) {
    assertThatThrownBy(() -> PageToken.parse(Types.DEVICE, OrderBy.name(Types.DEVICE), token))
        .as(token)
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining(message);
  }

  private static byte[] named(String name) {
    return Device.newBuilder().setName(name).build().toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
