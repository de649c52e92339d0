package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardware.Status.PROVISIONING_STATE;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Query;
import java.util.List;

/**
 * Hardware that was registered for a policy and has become a device by it, as its serial number
 * says: whoever registered it sees that it did.
 */
record RegisteredHardware(Region region) {
  /** More pieces of one serial number and policy than anybody registers. */
  private static final int PIECES = 10;

  void provisioned(MethodSession session, ParentName parent, String policy, Device device) {
    String serial =
        device.getStatus().getDeviceInfo().getHardwareInformation().getSystem().getSerialNumber();
    if (serial.isBlank()) {
      return;
    }
    ResourceType type = region.catalog().type("devices.edgelq.com/DeviceHardware");
    Filter same =
        Filter.in(type, "serial_number", List.of(serial))
            .and(Filter.in(type, "associated_provisioning_policy_name", List.of(policy)));
    Query query = new Query(type, type.parseParent(parent.text()), same, OrderBy.parse(type, ""));
    region.watches().list(query, "", PIECES).resources().stream()
        .flatMap(row -> session.get(type.parseName(row.name())).stream())
        .filter(row -> same.test(row.message()))
        .forEach(row -> provisioned(session, row, device.getName()));
  }

  private static void provisioned(MethodSession session, Resource row, String device) {
    DeviceHardware.Builder after =
        row.as(DeviceHardware.class).toBuilder().setAssociatedDevice(device);
    after.getStatusBuilder().setProvisioningState(PROVISIONING_STATE.PROVISIONED);
    session.replace(row, after.build());
  }
}
