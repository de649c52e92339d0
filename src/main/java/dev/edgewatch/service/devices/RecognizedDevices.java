package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.own.RecognizedDevice;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.watch.Query;
import java.util.List;
import java.util.Optional;

/**
 * Finds the device that something says it is. Which device was taken for an identity is written
 * down under it, so two that say the same at once meet there and only one of them makes a device.
 */
final class RecognizedDevices {
  private static final ResourceType RECOGNIZED =
      ApiKeyHashes.CATALOG.type("region.edgewatch/RecognizedDevice");
  private static final int TWO = 2;

  private final Region region;
  private final ResourceType devices;

  RecognizedDevices(Region region) {
    this.region = region;
    this.devices = region.catalog().type("devices.edgelq.com/Device");
  }

  /** Refuses when several devices say the same of themselves. */
  Optional<Resource> find(MethodSession session, ParentName parent, Identity identity) {
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    return session
        .get(row(parent, identity))
        .map(row -> row.as(RecognizedDevice.class).getDevice())
        .flatMap(name -> still(session, name, identity))
        .or(() -> among(session, parent, identity));
  }

  /** Devices that were there before anything was written down of them. */
  private Optional<Resource> among(MethodSession session, ParentName parent, Identity identity) {
    Query same = new Query(devices, parent, identity.filter(devices), OrderBy.parse(devices, ""));
    List<Resource> found =
        region.watches().list(same, "", TWO).resources().stream()
            .flatMap(shown -> still(session, shown.name(), identity).stream())
            .toList();
    if (found.size() > 1) {
      throw new Refusal.Precondition(
              "SEVERAL_DEVICES",
              "there are several devices with " + identity + "; expected one at most",
              List.of())
          .exception();
    }
    return found.stream().findFirst();
  }

  private Optional<Resource> still(MethodSession session, String name, Identity identity) {
    return session.get(devices.parseName(name)).filter(row -> identity.isOf(row.as(Device.class)));
  }

  void remember(MethodSession session, ParentName parent, Identity identity, ResourceName device) {
    if (identity.isEmpty()) {
      return;
    }
    ResourceName name = row(parent, identity);
    RecognizedDevice known = RecognizedDevice.newBuilder().setDevice(device.text()).build();
    Optional<Resource> before = session.get(name);
    if (before.isEmpty()) {
      session.create(name, known);
    } else {
      RecognizedDevice was = before.get().as(RecognizedDevice.class);
      session.replace(before.get(), was.toBuilder().setDevice(device.text()).build());
    }
  }

  private static ResourceName row(ParentName parent, Identity identity) {
    return RECOGNIZED.parseName("recognizedDevices/" + identity.digest(parent.text()));
  }
}
