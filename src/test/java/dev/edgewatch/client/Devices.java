package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ChangeList;
import dev.edgewatch.resource.standard.ResourceChange;
import java.util.Arrays;
import java.util.List;

/** Devices that tests use. */
final class Devices {
  static final ResourceType TYPE = Catalog.compiled().type("devices.edgelq.com/Device");
  static final String PARENT = "projects/p/regions/us-west2";

  private Devices() {}

  static String name(String id) {
    return PARENT + "/devices/" + id;
  }

  static Device device(String id, String displayName) {
    return Device.newBuilder().setName(name(id)).setDisplayName(displayName).build();
  }

  static ByteString encoded(String id) {
    return device(id, "device " + id).toByteString();
  }

  static ByteString encoded(String id, String displayName) {
    return device(id, displayName).toByteString();
  }

  /** Stateless rows as they are now. */
  static ChangeList current(String... ids) {
    return ChangeList.of(
        Arrays.stream(ids)
            .map(id -> (ResourceChange) new ResourceChange.Current(encoded(id)))
            .toList());
  }

  static ChangeList removed(String id) {
    return ChangeList.of(List.of(new ResourceChange.Removed(name(id), 0)));
  }

  static ChangeList changes(ResourceChange... changes) {
    return ChangeList.of(List.of(changes));
  }
}
