package dev.edgewatch.demo.fleet;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status;
import dev.edgewatch.api.devices.v1.Device.Status.Condition;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.api.devices.v1.Device.Status.DeviceInfo;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.UpdateRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Thinks up what devices report: mostly new addresses and conditions, now and then another version
 * of the operating system, and connections of those devices that have no stream.
 */
final class StatusChanges {
  private final FleetPlan plan;
  private final int withStream;
  private final Clock clock;
  private final RandomGenerator random;

  /** One report. */
  record Change(String region, UpdateRequest request) {}

  StatusChanges(FleetPlan plan, int withStream, Clock clock, RandomGenerator random) {
    this.plan = plan;
    this.withStream = withStream;
    this.clock = clock;
    this.random = random;
  }

  Change next() {
    int device = random.nextInt(plan.size());
    int dice = random.nextInt(100);
    if (device >= withStream && dice < 35) {
      return connection(device);
    }
    if (dice < 45) {
      return address(device);
    }
    return dice < 85 ? condition(device) : version(device);
  }

  private Change connection(int device) {
    ConnectionStatus status =
        random.nextInt(100) < 80 ? ConnectionStatus.CONNECTED : ConnectionStatus.DISCONNECTED;
    return change(
        device,
        Status.newBuilder().setConnectionStatus(status).setConnectionStatusChangeTime(now()),
        "status.connection_status",
        "status.connection_status_change_time");
  }

  private Change address(int device) {
    Status.Address address =
        Status.Address.newBuilder()
            .setType("InternalIP")
            .setAddress(plan.address(device, random.nextInt(256)))
            .build();
    return change(device, Status.newBuilder().addAddresses(address), "status.addresses");
  }

  private Change condition(int device) {
    boolean healthy = random.nextInt(100) < 85;
    Condition ready =
        Condition.newBuilder()
            .setType("Ready")
            .setStatus(healthy ? "True" : "False")
            .setReason(healthy ? "AgentReady" : "DiskPressure")
            .setMessage(healthy ? "" : "The disk is almost full")
            .setLastHeartBeatTime(now())
            .build();
    return change(device, Status.newBuilder().addConditions(ready), "status.conditions");
  }

  private Change version(int device) {
    List<String> versions = FleetPlan.OS_VERSIONS;
    String version = versions.get(random.nextInt(versions.size()));
    return change(
        device,
        Status.newBuilder().setDeviceInfo(DeviceInfo.newBuilder().setOsVersion(version)),
        "status.device_info.os_version");
  }

  private Change change(int device, Status.Builder status, String... paths) {
    Device body = Device.newBuilder().setName(plan.name(device)).setStatus(status).build();
    FieldMask mask = FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
    return new Change(
        plan.region(device),
        new UpdateRequest(
            body.toByteString(), mask, Optional.empty(), false, new ResponseMask.Nothing()));
  }

  private Timestamp now() {
    return Timestamp.newBuilder().setSeconds(clock.instant().getEpochSecond()).build();
  }
}
