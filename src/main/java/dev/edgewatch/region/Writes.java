package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.resource.GeneratedIds;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The steps that writing methods have in common. */
record Writes(
    Region region,
    Ownership ownership,
    Owners owners,
    Parents parents,
    Stamps stamps,
    GeneratedIds ids)
    implements ResourceEdits {

  /**
   * @param copied full names of the types that regions copy from each other
   */
  static Writes of(Region region, Set<String> copied, RandomGenerator random) {
    return new Writes(
        region,
        new Ownership(region.id(), region.catalog(), region.watches(), copied),
        new Owners(region.id()),
        new Parents(region.catalog()),
        new Stamps(region.clock()),
        new GeneratedIds(random));
  }

  /** The resource in a request. */
  static Message body(ResourceType type, ByteString encoded) {
    try {
      return type.parser().parseFrom(encoded);
    } catch (InvalidProtocolBufferException broken) {
      throw Refusal.invalid(
          "MESSAGE_MALFORMED",
          "resource",
          "the resource is not a " + type.simpleName() + ": " + broken.getMessage());
    }
  }

  /**
   * Saves a new resource; the session has not written yet. Refuses when one of that name exists.
   */
  Resource create(Session session, ResourceName name, Message body, SyncingMeta syncing) {
    ResourceType type = name.type();
    if (session.get(type, name.text()).isPresent()) {
      throw new Refusal.AlreadyExists(
              type.simpleName() + " '" + name.text() + "' exists already", name.text())
          .exception();
    }
    parents.require(session, name);
    Resource created = Resource.of(type, stamps.created(type, body, syncing, session.version()));
    session.save(created);
    return created;
  }

  @Override
  public Position edit(WriteContext context, ResourceName name, UnaryOperator<Message> edit) {
    SyncingMeta syncing = ownership.syncing(name);
    return region
        .write(
            context,
            session -> {
              Resource current =
                  session
                      .get(name.type(), name.text())
                      .orElseThrow(() -> Missing.of(name).exception());
              return replace(
                  session, name, current.message(), edit.apply(current.message()), syncing);
            })
        .position();
  }

  /** Saves what became of a resource, unless it is the same; the session has not written yet. */
  Optional<Resource> replace(
      Session session, ResourceName name, Message before, Message after, SyncingMeta syncing) {
    ResourceType type = name.type();
    owners.requireHere(name, MetadataField.of(type, before).getSyncing().getOwningRegion());
    Mask changed = Mask.diff(before, after);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    ContentLimits.check(type, after);
    Resource saved =
        Resource.of(type, stamps.updated(type, before, after, changed, syncing, session.version()));
    session.save(saved);
    return Optional.of(saved);
  }

  /** What is stored of the body of a create: its name set, and without what only servers write. */
  Message cleaned(ResourceName name, Message body) {
    ResourceType type = name.type();
    Message clean =
        type.withName(type.writable(Mask.all(type.descriptor())).project(body), name.text());
    ContentLimits.check(type, clean);
    return clean;
  }

  /**
   * @param changed what an update changed; everything for a create. Asked for only when the answer
   *     depends on it
   */
  static ByteString response(Resource resource, ResponseMask mask, Supplier<Mask> changed) {
    ResourceType type = resource.type();
    return switch (mask) {
      case ResponseMask.Whole() -> resource.encoded();
      case ResponseMask.Nothing() -> ByteString.EMPTY;
      case ResponseMask.UpdatedFields() ->
          StandardReads.projected(resource, withName(type, changed.get()));
      case ResponseMask.Body(var body) ->
          StandardReads.projected(resource, withName(type, Mask.parse(type.descriptor(), body)));
    };
  }

  /** Refuses a bad response mask before anything is written. */
  static void check(ResourceType type, ResponseMask mask) {
    if (mask instanceof ResponseMask.Body(var body)) {
      Mask.parse(type.descriptor(), body);
    }
  }

  private static Mask withName(ResourceType type, Mask mask) {
    return mask.union(Mask.of(type.descriptor(), "name"));
  }
}
