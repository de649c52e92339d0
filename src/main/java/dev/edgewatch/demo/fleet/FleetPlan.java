package dev.edgewatch.demo.fleet;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.api.devices.v1.Device.Status.DeviceInfo;
import dev.edgewatch.api.devices.v1.Device.Status.DeviceInfo.HardwareInformation;
import dev.edgewatch.api.types.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which devices the demo has. Device {@code i} is the same in each run, so that a run can complete
 * what an earlier one began.
 *
 * @param project for example {@code projects/acme-cold-chain}
 * @param regions the devices go to them in turn
 * @param size number of devices in all regions
 */
public record FleetPlan(String project, List<String> regions, int size) {
  static final List<String> OS_VERSIONS = List.of("3.1.8", "3.2.0", "3.2.1");
  private static final List<String> CUSTOMERS =
      List.of("freshline", "polar-foods", "medivance", "kita-seafood");

  String region(int device) {
    return regions.get(device % regions.size());
  }

  /** Number of devices in a region. */
  int sizeOf(String region) {
    int position = regions.indexOf(region);
    return (size - position + regions.size() - 1) / regions.size();
  }

  String name(int device) {
    return project + "/regions/" + region(device) + "/devices/" + id(device);
  }

  /**
   * The device as it was at {@code now}, including a status that its agent will keep up to date.
   */
  Device device(int device, Instant now) {
    Kind kind = kind(device);
    SplittableRandom random = new SplittableRandom(device);
    boolean production = random.nextInt(10) < 8;
    Meta.Builder metadata =
        Meta.newBuilder().putLabels("tier", production ? "production" : "staging");
    if (kind.moves()) {
      metadata.putLabels("fleet", Site.fleetOf(region(device)));
    } else {
      metadata.putLabels("site", site(device).code());
    }
    if (kind == Kind.COLD_ROOM) {
      metadata.putLabels("customer", CUSTOMERS.get(random.nextInt(CUSTOMERS.size())));
    }
    String version = OS_VERSIONS.get(Math.min(2, random.nextInt(10) / 2));
    return Device.newBuilder()
        .setName(name(device))
        .setDisplayName(displayName(device))
        .setMetadata(metadata)
        .setSpec(Device.Spec.newBuilder().setOsVersion(version))
        .setStatus(status(device, version, random, now))
        .build();
  }

  private Status status(int device, String version, SplittableRandom random, Instant now) {
    Kind kind = kind(device);
    boolean connected = random.nextInt(100) < 94;
    Duration age = Duration.ofSeconds(random.nextLong(connected ? 40 * 86_400L : 7_200));
    return Status.newBuilder()
        .setConnectionStatus(connected ? ConnectionStatus.CONNECTED : ConnectionStatus.DISCONNECTED)
        .setConnectionStatusChangeTime(
            Timestamp.newBuilder().setSeconds(now.minus(age).getEpochSecond()))
        .addAddresses(
            Status.Address.newBuilder()
                .setType("InternalIP")
                .setAddress(address(device, random.nextInt(256))))
        .setDeviceInfo(
            DeviceInfo.newBuilder()
                .setArchitecture(kind.architecture)
                .setOperatingSystem("linux")
                .setKernelVersion("6.12.41-edge")
                .setOsImage("edge-os " + version)
                .setOsVersion(version)
                .setHardwareInformation(
                    HardwareInformation.newBuilder()
                        .setSystem(
                            HardwareInformation.System.newBuilder()
                                .setManufacturer(kind.manufacturer)
                                .setProductName(kind.product)
                                .setSerialNumber(
                                    "%s-%08d".formatted(kind.serial, 10_000_000 + device * 37L)))))
        .build();
  }

  /** An address as the device's network would give it; {@code lease} varies the last part. */
  String address(int device, int lease) {
    return kind(device).moves()
        ? "100.%d.%d.%d".formatted(70 + regions.indexOf(region(device)), local(device) % 250, lease)
        : "%s.%d.%d".formatted(site(device).subnet(), local(device) % 250, lease);
  }

  private Kind kind(int device) {
    return Kind.of(local(device));
  }

  private Site site(int device) {
    List<Site> sites = Site.of(region(device));
    return sites.get(local(device) / 20 % sites.size());
  }

  /** The device's place among those of its region. */
  private int local(int device) {
    return device / regions.size();
  }

  private String displayName(int device) {
    Kind kind = kind(device);
    return switch (kind) {
      case TRUCK -> kind.title + " " + truck(device);
      case COLD_ROOM, DOCK, REEFER_GATEWAY ->
          kind.title + " " + number(device) + " · " + site(device).city();
    };
  }

  private String id(int device) {
    Kind kind = kind(device);
    return kind.moves()
        ? kind.code + "-" + truck(device)
        : "%s-%s-%02d".formatted(kind.code, site(device).code(), number(device));
  }

  private int truck(int device) {
    return 2001 + device;
  }

  /**
   * Counts devices of one kind at one site from 1: how many of the kind came before in this row of
   * twenty and in earlier ones.
   */
  private int number(int device) {
    int local = local(device);
    int rowsBefore = local / 20 / Site.of(region(device)).size();
    int first = local / 20 * 20;
    Kind kind = kind(device);
    int inRow = (int) IntStream.range(first, local).filter(other -> Kind.of(other) == kind).count();
    int perRow = (int) IntStream.range(0, 20).filter(other -> Kind.of(other) == kind).count();
    return rowsBefore * perRow + inRow + 1;
  }
}
