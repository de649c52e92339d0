package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.store.WriteContext;
import java.util.function.Supplier;

/** Writes whether a device is connected, and since when; nothing when it is as it was. */
record ConnectionStatuses(Region region, ResourceEdits edits) {

  /**
   * @param status asked for each time the write is tried
   */
  void write(WriteContext context, ResourceName device, Supplier<ConnectionStatus> status) {
    edits.edit(context, device, before -> with((Device) before, status.get()));
  }

  private Message with(Device before, ConnectionStatus status) {
    if (before.getStatus().getConnectionStatus() == status) {
      return before;
    }
    Timestamp since = ProtoTimes.timestamp(region.clock().instant());
    Device.Builder after = before.toBuilder();
    after.getStatusBuilder().setConnectionStatus(status).setConnectionStatusChangeTime(since);
    return after.build();
  }
}
