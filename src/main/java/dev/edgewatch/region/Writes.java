package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.GeneratedIds;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.PossibleValues;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.Store.Committed;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The steps that writing methods have in common. */
record Writes(
    Region region,
    Ownership ownership,
    Owners owners,
    Parents parents,
    Stamps stamps,
    References references,
    Consequences consequences,
    Removal removal,
    WriteRules rules,
    Outgoing outgoing,
    GeneratedIds ids,
    KnownMasks masks)
    implements ResourceEdits {

  /**
   * @param copied full names of the types that regions copy from each other
   * @param siblings empty for a region that is alone
   */
  static Writes of(
      Region region, Set<String> copied, Optional<Siblings> siblings, RandomGenerator random) {
    Ownership ownership = new Ownership(region.id(), region.catalog(), region.watches(), copied);
    Stamps stamps = new Stamps(region.clock());
    References references = new References(region, ownership);
    Owners owners = new Owners(region.id());
    Consequences consequences = new Consequences(region, references, stamps);
    return new Writes(
        region,
        ownership,
        owners,
        new Parents(region.catalog()),
        stamps,
        references,
        consequences,
        new Removal(owners, consequences),
        new WriteRules(),
        new Outgoing(region, stamps, new Telling(region.id(), siblings)),
        new GeneratedIds(random),
        new KnownMasks());
  }

  /**
   * Runs a standard write: once, when the caller wants that, and with other regions told when
   * needed.
   *
   * @param request the encoded request, the same for equal requests
   */
  Answer carryOut(
      Permission permission,
      CallContext context,
      Supplier<ByteString> request,
      Function<MethodSession, ByteString> work) {
    return carryOut(context, () -> digest(permission, request.get()), work);
  }

  /** Carries out a custom method in a session: once, when the caller wants that. */
  Answer carryOut(
      String method,
      CallContext context,
      ByteString request,
      Function<MethodSession, ByteString> work) {
    return carryOut(context, () -> RequestDigest.of(request, method), work);
  }

  private Answer carryOut(
      CallContext context, Supplier<ByteString> digest, Function<MethodSession, ByteString> work) {
    WriteContext writer = context.writeContext();
    Kept kept = new Kept();
    return outgoing.establishingAll(
        writer,
        established -> {
          SessionRun run = new SessionRun(this, established, writer, Optional.of(context), kept);
          return switch (context.repetition()) {
            case ANOTHER_WRITE ->
                answer(noted(kept, region.write(writer, session -> run.run(session, work))));
            case SAME_ANSWER -> {
              RememberedWork once = new RememberedWork(run, work);
              yield once.answer(noted(kept, region.writeOnce(writer, digest.get(), once)));
            }
          };
        });
  }

  private <T> Committed<T> noted(Kept kept, Committed<T> done) {
    if (kept.hasChangedAccess()) {
      region.accessWritten(done.position());
    }
    return done;
  }

  private static Answer answer(Committed<ByteString> done) {
    return new Answer(done.value(), done.position());
  }

  private ByteString digest(Permission permission, ByteString request) {
    ResourceType type = permission.type();
    return region.sealings().isSealed(type)
        ? RequestDigest.keyed(region.sealingKeys(), request, type.fullName(), permission.verb())
        : RequestDigest.of(request, type.fullName(), permission.verb());
  }

  /** The resource in a request. */
  static Message body(ResourceType type, ByteString encoded) {
    try {
      Message body = type.parser().parseFrom(encoded);
      PossibleValues.require(body);
      return body;
    } catch (InvalidProtocolBufferException broken) {
      throw Refusal.undecodable("resource", "the " + type.simpleName());
    }
  }

  static RefusalException existing(ResourceName name) {
    return new Refusal.AlreadyExists(
            name.type().simpleName() + " '" + name.text() + "' exists already", name.text())
        .exception();
  }

  /**
   * Refuses a new resource without a parent, and one of a name whose earlier holder is gone while
   * what depended on it is still being settled.
   */
  void requireCreatable(Session session, ResourceName name, Parents.Reading reading) {
    requireFinished(session, name);
    parents.require(reading, name);
  }

  /** A new resource, of which it is known that it is missing and may be there. */
  Prepared fresh(
      Session session,
      ResourceName name,
      Message body,
      SyncingMeta syncing,
      Established established) {
    ResourceType type = name.type();
    References.Plan plan = references.plan(session, name, Optional.empty(), body, established);
    return new Prepared(
        Resource.of(type, stamps.created(type, body, syncing, session.version())), plan);
  }

  private void requireFinished(Session session, ResourceName name) {
    ResourceType type = name.type();
    if (region.catalog().leavesWork(type)
        && PrivateTypes.unfinished(session, new Key(type.fullName(), name.text())).isPresent()) {
      throw new Refusal.Unavailable(
              "DELETION_UNFINISHED",
              type.simpleName()
                  + " '"
                  + name.text()
                  + "' was deleted, and what depended on it is still being settled; try again soon",
              Duration.ofSeconds(1))
          .exception();
    }
  }

  @Override
  public ResourceName newName(ResourceType type, String parent, Message body) {
    return NewName.of(type, parent, body, ids);
  }

  @Override
  public <T> Committed<T> inSession(WriteContext context, Function<MethodSession, T> work) {
    return inSession(context, Optional.empty(), work);
  }

  @Override
  public <T> Committed<T> inSession(CallContext context, Function<MethodSession, T> work) {
    return inSession(context.writeContext(), Optional.of(context), work);
  }

  private <T> Committed<T> inSession(
      WriteContext writer, Optional<CallContext> call, Function<MethodSession, T> work) {
    Kept kept = new Kept();
    return outgoing.establishingAll(
        writer,
        established -> {
          SessionRun run = new SessionRun(this, established, writer, call, kept);
          return noted(kept, region.write(writer, session -> run.run(session, work)));
        });
  }

  /** What becomes of a resource, unless it is the same. */
  Optional<Prepared> replaced(
      Session session,
      ResourceName name,
      Message before,
      Message after,
      SyncingMeta syncing,
      Established established) {
    ResourceType type = name.type();
    owners.requireHere(name, MetadataField.of(type, before).getSyncing().getOwningRegion());
    Mask changed = Mask.diff(before, after);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    ContentLimits.check(type, after);
    References.Plan plan = references.plan(session, name, Optional.of(before), after, established);
    return Optional.of(
        new Prepared(
            Resource.of(
                type, stamps.updated(type, before, after, changed, syncing, session.version())),
            plan));
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
  static ByteString response(
      Resource resource, FieldAccess access, ResponseMask mask, Supplier<Mask> changed) {
    ResourceType type = resource.type();
    Mask all = Mask.all(type.descriptor());
    return switch (mask) {
      case ResponseMask.Whole() -> StandardReads.projected(resource, access.shown(all));
      case ResponseMask.Nothing() -> ByteString.EMPTY;
      case ResponseMask.UpdatedFields() ->
          StandardReads.projected(resource, access.shown(withName(type, changed.get())));
      case ResponseMask.Body(var body) ->
          StandardReads.projected(
              resource, access.shown(withName(type, Mask.parse(type.descriptor(), body))));
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
