package dev.edgewatch.fake;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.console.bff.RegionControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fleet in memory: three regions, a few projects, devices that connect and disconnect.
 * Thread-safe.
 */
public final class FakeFleet implements AutoCloseable {
  static final List<String> REGIONS = List.of("us-west2", "eastus2", "japaneast");
  private static final int DEVICES = 1550;

  final Clock clock;
  final Map<String, Message> resources = new ConcurrentSkipListMap<>();
  final Map<String, Instant> lost = new ConcurrentHashMap<>();
  final Map<String, Instant> heard = new ConcurrentHashMap<>();
  final AtomicLong position = new AtomicLong(0x16b3748);
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
  private final Random random = new Random(7);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fake-fleet").factory());

  public FakeFleet(Clock clock) {
    this.clock = clock;
    organization("acme", "Acme Group");
    organization("fjord", "Fjord Foods");
    project("acme", "acme-cold-chain", "Acme Cold Chain");
    project("acme", "acme-store-sensors", "Store Sensors");
    project("acme", "acme-pilot-tromso", "Pilot Tromsø");
    project("fjord", "fjord-vendor-sandbox", "Vendor sandbox");
    for (int index = 0; index < DEVICES; index++) {
      put(device(index));
    }
    REGIONS.forEach(region -> heard.put(region, clock.instant()));
  }

  /** Lets things happen: a few changes a second. */
  public FakeFleet living() {
    timer.scheduleAtFixedRate(this::live, 700, 700, TimeUnit.MILLISECONDS);
    return this;
  }

  public void put(Message resource) {
    String name =
        (String) resource.getField(resource.getDescriptorForType().findFieldByName("name"));
    resources.put(name, resource);
    touch(regionOf(name));
  }

  public void remove(String name) {
    resources.remove(name);
    touch(regionOf(name));
  }

  public Device device(String name) {
    return (Device) resources.get(name);
  }

  public void lose(String region) {
    lost.put(region, clock.instant());
    listeners.forEach(Runnable::run);
  }

  public void find(String region) {
    lost.remove(region);
    touch(region);
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  public RegionControl control() {
    return new RegionControl() {
      @Override
      public Set<String> running() {
        return Set.copyOf(REGIONS.stream().filter(region -> !lost.containsKey(region)).toList());
      }

      @Override
      public void stop(String region) {
        lose(region);
      }

      @Override
      public void start(String region) {
        find(region);
      }
    };
  }

  static String regionOf(String name) {
    String[] parts = name.split("/", -1);
    return parts.length > 3 ? parts[3] : REGIONS.getFirst();
  }

  private void touch(String region) {
    position.incrementAndGet();
    heard.put(region, clock.instant());
    listeners.forEach(Runnable::run);
  }

  private void live() {
    List<String> names = new ArrayList<>(resources.keySet());
    for (int change = 0; change < 2; change++) {
      String name = names.get(random.nextInt(Math.min(40, names.size())));
      if (resources.get(name) instanceof Device device && !lost.containsKey(regionOf(name))) {
        boolean connected =
            device.getStatus().getConnectionStatus() == Device.Status.ConnectionStatus.CONNECTED;
        Device.Builder next = device.toBuilder();
        next.getStatusBuilder()
            .setConnectionStatus(
                connected
                    ? Device.Status.ConnectionStatus.DISCONNECTED
                    : Device.Status.ConnectionStatus.CONNECTED)
            .setConnectionStatusChangeTime(at(Duration.ZERO));
        put(next.build());
      }
    }
    REGIONS.stream().filter(region -> !lost.containsKey(region)).forEach(this::touch);
  }

  private void organization(String id, String title) {
    put(Organization.newBuilder().setName("organizations/" + id).setTitle(title).build());
  }

  private void project(String organization, String id, String title) {
    put(
        Project.newBuilder()
            .setName("projects/" + id)
            .setTitle(title)
            .setParentOrganization("organizations/" + organization)
            .build());
  }

  private Device device(int index) {
    String[] sites = {
      "Cold room %d · Newark",
      "Cold room %d · Osaka",
      "Dock %d · Los Angeles",
      "Truck %d",
      "Reefer gateway %d"
    };
    String[] ids = {"cr-ewr-%04d", "cr-osa-%04d", "dk-lax-%04d", "trk-%04d", "gw-lax-%04d"};
    String[] homes = {"eastus2", "japaneast", "us-west2", "us-west2", "eastus2"};
    String[] labels = {"site=ewr", "site=osa", "site=lax", "fleet=west", "site=lax"};
    int kind = index % sites.length;
    int number = index / sites.length + 1;
    boolean never = random.nextInt(40) == 0;
    boolean connected = random.nextInt(10) > 0;
    String[] label = labels[kind].split("=", -1);
    Map<String, String> meta = new TreeMap<>(Map.of(label[0], label[1]));
    if (random.nextInt(3) == 0) {
      meta.put("tier", "production");
    }
    Device.Builder device =
        Device.newBuilder()
            .setName(
                "projects/acme-cold-chain/regions/"
                    + homes[kind]
                    + "/devices/"
                    + ids[kind].formatted(number))
            .setDisplayName(sites[kind].formatted(number))
            .setDescription(kind == 3 ? "Long-haul reefer, San Bernardino to Phoenix." : "")
            .setMetadata(
                Meta.newBuilder()
                    .putAllLabels(meta)
                    .setCreateTime(at(Duration.ofDays(200)))
                    .setUpdateTime(at(Duration.ofHours(3)))
                    .setResourceVersion("1"));
    if (!never) {
      var status = device.getStatusBuilder();
      status
          .setConnectionStatus(
              connected
                  ? Device.Status.ConnectionStatus.CONNECTED
                  : Device.Status.ConnectionStatus.DISCONNECTED)
          .setConnectionStatusChangeTime(
              at(Duration.ofSeconds((long) Math.exp(random.nextDouble() * 14))));
      status
          .addAddressesBuilder()
          .setType("InternalIP")
          .setAddress("10.%d.%d.%d".formatted(12 + kind * 20, number / 200, number % 200 + 10));
      status
          .getDeviceInfoBuilder()
          .setOsVersion(random.nextBoolean() ? "3.2.1" : "3.2.0")
          .setArchitecture("arm64")
          .setKernelVersion("6.12.4");
      status
          .getDeviceInfoBuilder()
          .getHardwareInformationBuilder()
          .getSystemBuilder()
          .setProductName("ReeferLink T1")
          .setSerialNumber("RL1-4C07-%05d".formatted(88000 + index));
      condition(status, "ControlPlane", "heartbeats every 10 s", 3);
      condition(status, "Storage", "41 % of 64 GB used", 18 * 24 * 60);
      condition(status, "Cooling", "probe −18.6 °C, set −18 °C", 121);
    }
    return device.build();
  }

  private void condition(Device.Status.Builder status, String type, String message, int minutes) {
    status
        .addConditionsBuilder()
        .setType(type)
        .setStatus("True")
        .setMessage(message)
        .setLastTransitionTime(at(Duration.ofMinutes(minutes)));
  }

  private Timestamp at(Duration ago) {
    return Timestamps.fromMillis(clock.instant().minus(ago).toEpochMilli());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
