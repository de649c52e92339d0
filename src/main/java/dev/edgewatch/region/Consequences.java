package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.region.v1.UnfinishedDeletion;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ReferenceValue;
import dev.edgewatch.resource.ReferenceValues;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a deletion makes of those that stay, and what it writes down to be done later. */
record Consequences(Region region, References references, Stamps stamps) {

  Catalog catalog() {
    return region.catalog();
  }

  /** A type that may be a private one. */
  ResourceType type(String fullName) {
    return catalog().find(fullName).orElseGet(() -> PrivateTypes.CATALOG.type(fullName));
  }

  /** Whether a resource belongs to this region and is no copy. */
  boolean isHere(Resource resource) {
    String owner = MetadataField.of(resource).getSyncing().getOwningRegion();
    return owner.isEmpty() || owner.equals(region.id());
  }

  /** The note that something may be left to do for a resource that this region deletes. */
  Resource unfinished(Key target, String requestId) {
    return unfinished(target, region.id(), requestId);
  }

  /** The same for a resource that another region deletes. */
  Resource unfinished(Key target, String owner, String requestId) {
    return PrivateTypes.row(
        PrivateTypes.UNFINISHED,
        UnfinishedDeletion.newBuilder()
            .setName(PrivateTypes.unfinishedName(target))
            .setTarget(PrivateTypes.message(target))
            .setOwner(owner)
            .setSince(stamps.now())
            .setRequestId(requestId)
            .build());
  }

  /**
   * Deletes a resource of this region, or begins to when its type is deleted step by step; answers
   * what holds it back, the resource itself when it goes step by step. Nothing is written when
   * others hold it back.
   */
  Set<Key> delete(Session session, Resource resource, String requestId) {
    if (resource.type().declaration().getAsyncDelete()) {
      if (!MetadataField.isDeleting(resource)) {
        begin(session, resource, requestId);
      }
      return Set.of(Key.of(resource));
    }
    Deletion deletion = Deletion.plan(session, this, resource);
    if (deletion.blocking().isEmpty()) {
      deletion.carryOut(requestId);
    }
    return deletion.blocking();
  }

  /** Marks a resource whose type is deleted step by step, and writes down that it is to be done. */
  void begin(Session session, Resource resource, String requestId) {
    ResourceType type = resource.type();
    session.save(Resource.of(type, stamps.deleting(type, resource.message(), session.version())));
    session.save(unfinished(Key.of(resource), requestId));
  }

  /** Clears references of a resource, if it is there and has them: reads now, writes later. */
  Optional<Consumer<Session>> cleared(
      Session session, Key referrer, Predicate<ReferenceValue> gone) {
    ResourceType type = catalog().type(referrer.type());
    Optional<Resource> found = session.get(type, referrer.name());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Message before = found.get().message();
    Message after = ReferenceValues.without(type, before, gone);
    Mask changed = Mask.diff(before, after);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    ResourceName name = type.parseName(referrer.name());
    References.Plan plan =
        references.plan(session, name, Optional.of(before), after, Established.NOTHING);
    Message stamped =
        stamps.updated(
            type,
            before,
            after,
            changed,
            MetadataField.of(type, before).getSyncing(),
            session.version());
    return Optional.of(writing -> plan.save(writing, Resource.of(type, stamped)));
  }

  /** Writes down that other regions have to forget what a resource referred to there. */
  Optional<Consumer<Session>> forgotten(Session session, Resource gone) {
    return references
        .forgotten(session, gone.type(), gone.message())
        .map(row -> writing -> writing.save(PrivateTypes.row(PrivateTypes.OUTGOING, row)));
  }
}
