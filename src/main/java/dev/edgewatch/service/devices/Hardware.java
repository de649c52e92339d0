package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.DeregisterRequest;
import dev.edgewatch.api.devices.v1.DeregisterResponse;
import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardware.Status.PROVISIONING_STATE;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;

/** Registered hardware (contract section 12.5). */
record Hardware(Catalog catalog) {

  /**
   * The hardware belongs to no device any more, and nobody keeps track of its state. What it is,
   * and the policy it was registered for, stay.
   */
  DeregisterResponse deregister(DeregisterRequest request, MethodSession session) {
    Resource row =
        session.require(
            catalog.type("devices.edgelq.com/DeviceHardware").parseName(request.getName()));
    DeviceHardware.Builder after = row.as(DeviceHardware.class).toBuilder().clearAssociatedDevice();
    after.getStatusBuilder().setProvisioningState(PROVISIONING_STATE.UNKNOWN);
    session.replace(row, after.build());
    return DeregisterResponse.getDefaultInstance();
  }
}
