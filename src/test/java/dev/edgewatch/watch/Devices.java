package dev.edgewatch.watch;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.PublicListingSpec;
import dev.edgewatch.api.devices.v1.Device.Spec;
import dev.edgewatch.api.devices.v1.Device.Spec.LoggingConfig;
import dev.edgewatch.api.devices.v1.Device.Status;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.random.RandomGenerator;

/** Devices and questions about them. */
final class Devices {
  static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  static final String WEST = "projects/acme-cold-chain/regions/us-west2";

  private Devices() {}

  static String name(int number) {
    return WEST + "/devices/d-%04d".formatted(number);
  }

  static Device.Builder device(int number) {
    return Device.newBuilder().setName(name(number));
  }

  static Resource resource(Device.Builder device) {
    return Resource.of(DEVICE, device.build());
  }

  /** Few different values, so that ties and moves are frequent. */
  static Resource random(RandomGenerator random, int number) {
    return resource(
        device(number)
            .setDisplayName("Freezer " + (char) ('a' + random.nextInt(5)))
            .setDescription("note " + random.nextInt(3))
            .setSpec(
                Spec.newBuilder()
                    .setLoggingConfig(LoggingConfig.newBuilder().setPriority(random.nextInt(3))))
            .setStatus(Status.newBuilder().setConnectionStatusValue(random.nextInt(3)))
            .setPublicListingSpec(PublicListingSpec.newBuilder().setEnabled(random.nextBoolean()))
            .setMetadata(
                Meta.newBuilder()
                    .putLabels("site", "s" + random.nextInt(3))
                    .putAnnotations("score", String.valueOf(random.nextInt(8)))));
  }

  static ParentName parent(String text) {
    return DEVICE.parseParent(text);
  }

  static Filter filter(String text) {
    return Filter.parse(DEVICE, text);
  }

  static Query query(String filter, String order) {
    return new Query(DEVICE, parent(WEST), filter(filter), OrderBy.parse(DEVICE, order));
  }

  static Mask everything() {
    return Mask.all(DEVICE.descriptor());
  }

  static Mask mask(String... paths) {
    return Mask.of(DEVICE.descriptor(), paths);
  }
}
