package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.HeartbeatMsg;
import dev.edgewatch.api.devices.v1.HeartbeatResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The custom methods of {@code devices.edgelq.com}. */
public final class DevicesService implements CustomService {
  private @Nullable Presence presence;

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    Presence opened = new Presence(region, new ConnectionStatuses(region, edits));
    presence = opened;
    return List.of(
        new CustomMethod<>(
            "ntt.devices.v1.DeviceService/Heartbeat",
            HeartbeatMsg.getDefaultInstance(),
            HeartbeatResponse.getDefaultInstance(),
            (context, replies) -> new HeartbeatConversation(region, opened, context, replies)));
  }

  @Override
  public void close() {
    if (presence != null) {
      presence.close();
    }
  }
}
