package dev.edgewatch.region;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.edgewatch.api.types.Lifecycle;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.util.UUID;

/** Writes what only the server writes into the metadata of a resource (contract section 1.6). */
record Stamps(Clock clock) {

  Message created(ResourceType type, Message resource, SyncingMeta syncing, long version) {
    Timestamp now = now();
    Meta stamped =
        MetadataField.of(type, resource).toBuilder()
            .setCreateTime(now)
            .setUpdateTime(now)
            .setUuid(UUID.randomUUID().toString())
            .setGeneration(1)
            .setResourceVersion(Long.toString(version))
            .setSyncing(syncing)
            .setLifecycle(Lifecycle.newBuilder().setState(Lifecycle.State.ACTIVE))
            .build();
    return MetadataField.with(type, resource, stamped);
  }

  /**
   * @param changed what the client changed
   */
  Message updated(
      ResourceType type,
      Message before,
      Message after,
      Mask changed,
      SyncingMeta syncing,
      long version) {
    Meta old = MetadataField.of(type, before);
    Meta stamped =
        MetadataField.of(type, after).toBuilder()
            .setUpdateTime(now())
            .setGeneration(old.getGeneration() + (type.state().covers(changed) ? 0 : 1))
            .setResourceVersion(Long.toString(version))
            .setSyncing(syncing)
            .build();
    return MetadataField.with(type, after, stamped);
  }

  /** On its way out (contract section 1.7); still there for everybody to see. */
  Message deleting(ResourceType type, Message resource, long version) {
    Timestamp now = now();
    Meta old = MetadataField.of(type, resource);
    Meta stamped =
        old.toBuilder()
            .setUpdateTime(now)
            .setDeleteTime(now)
            .setResourceVersion(Long.toString(version))
            .setLifecycle(old.getLifecycle().toBuilder().setState(Lifecycle.State.DELETING))
            .build();
    return MetadataField.with(type, resource, stamped);
  }

  Timestamp now() {
    return ProtoTimes.timestamp(clock.instant());
  }
}
