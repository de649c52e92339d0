package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How sealed resources of all services are opened. Complete before calls; thread-safe. */
final class Sealings {
  private volatile Map<ResourceType, Sealing> byType = Map.of();

  void add(List<Sealing> more) {
    Map<ResourceType, Sealing> all = new HashMap<>(byType);
    more.forEach(sealing -> all.put(sealing.type(), sealing));
    byType = Map.copyOf(all);
  }

  boolean isSealed(ResourceType type) {
    return byType.containsKey(type);
  }

  /** What nobody is shown who changes a resource of the type. */
  Mask sealed(ResourceType type) {
    Sealing sealing = byType.get(type);
    return sealing == null ? Mask.none(type.descriptor()) : sealing.sealed();
  }

  /** What an update begins with. */
  Message opened(Resource stored, Sealing.Rows rows) {
    Sealing sealing = byType.get(stored.type());
    return sealing == null ? stored.message() : sealing.opened(stored.message(), rows);
  }

  /** For who wants these fields of it; as it is stored when none of them is sealed. */
  Resource opened(Resource stored, Mask wanted, Sealing.Rows rows) {
    Sealing sealing = byType.get(stored.type());
    return sealing == null || !wanted.intersects(sealing.sealed())
        ? stored
        : Resource.of(stored.type(), sealing.opened(stored.message(), rows));
  }
}
