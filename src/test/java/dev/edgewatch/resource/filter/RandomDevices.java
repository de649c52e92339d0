package dev.edgewatch.resource.filter;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.RandomMessages;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random devices whose fields that filters and orders like to ask for are often set, to values of
 * small sets.
 */
public final class RandomDevices {
  public static final List<String> WORDS =
      List.of("", "a", "B", "\u00e9", "\uf8ff", "\ud83d\ude00", "x\"y\\z");
  public static final List<String> NAMES =
      List.of(
          "projects/p/regions/us-west2/devices/aa",
          "projects/p/regions/eastus2/devices/aa",
          "projects/q/regions/us-west2/devices/bb");
  public static final List<String> ACCOUNTS =
      List.of(
          "",
          "projects/p/regions/us-west2/serviceAccounts/aa",
          "projects/q/regions/us-west2/serviceAccounts/bb");
  private static final Device EMPTY = Device.getDefaultInstance();

  private final RandomGenerator random;

  public RandomDevices(RandomGenerator random) {
    this.random = random;
  }

  public Device next() {
    Device.Builder device =
        (random.nextInt(8) == 0 ? RandomMessages.any(random).next(EMPTY) : EMPTY).toBuilder();
    device.setName(pick(NAMES)).setDisplayName(pick(WORDS)).setDescription(pick(WORDS));
    if (maybe()) {
      metadata(device.getMetadataBuilder());
    }
    if (maybe()) {
      Device.Spec.Builder spec = device.getSpecBuilder();
      spec.setServiceAccount(pick(ACCOUNTS))
          .setOsVersion(pick(WORDS))
          .setDisableDeviceDiscovery(maybe());
      if (maybe()) {
        spec.getLocationBuilder().setAddress(pick(WORDS));
      }
      if (maybe()) {
        spec.getSshConfigBuilder().setRejectPeriod(duration());
      }
    }
    if (maybe()) {
      Device.Status.Builder status = device.getStatusBuilder();
      status.setConnectionStatus(ConnectionStatus.forNumber(random.nextInt(3)));
      for (int i = random.nextInt(3); i > 0; i--) {
        status.addAddresses(
            Device.Status.Address.newBuilder().setAddress(pick(WORDS)).setType(pick(WORDS)));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        Device.Status.Condition.Builder condition = status.addConditionsBuilder();
        if (maybe()) {
          condition.setLastHeartBeatTime(timestamp());
        }
      }
    }
    return device.build();
  }

  private void metadata(Meta.Builder metadata) {
    metadata.setGeneration(random.nextInt(-1, 3));
    if (maybe()) {
      metadata.setCreateTime(timestamp());
    }
    for (String key : List.of("env", "zone")) {
      if (maybe()) {
        metadata.putLabels(key, pick(WORDS));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      metadata.addTags(pick(WORDS));
    }
  }

  private Timestamp.Builder timestamp() {
    return Timestamp.newBuilder()
        .setSeconds(random.nextInt(-1, 2))
        .setNanos(random.nextInt(2) * 500_000_000);
  }

  private Duration.Builder duration() {
    int sign = random.nextInt(-1, 2);
    return Duration.newBuilder()
        .setSeconds((long) sign * random.nextInt(2))
        .setNanos(sign * 500_000_000);
  }

  private boolean maybe() {
    return random.nextBoolean();
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
