package dev.edgewatch.region;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.region.v1.IncomingReferences;
import dev.edgewatch.api.region.v1.ReferRequest;
import dev.edgewatch.api.region.v1.Target;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Reference;
import dev.edgewatch.store.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What resources of other regions refer to here: rows that refer to the targets like any resource,
 * so that the store lets nothing dangle. A reference that blocks does so here too; all others are
 * settled after the deletion, because no transaction reaches both regions.
 */
record Incoming(Region region, Consequences consequences) implements RecordedWork.Step {
  /** A call that is later than this is not under way any more. */
  private static final Duration LATEST = Duration.ofHours(1);

  /** Writes down what a resource of another region refers to. */
  boolean refer(Session session, ReferRequest request) {
    Key referrer = PrivateTypes.key(request.getReferrer());
    Optional<IncomingReferences> known =
        PrivateTypes.incoming(session, request.getRegion(), referrer);
    if (known.filter(row -> row.getSequence() > request.getSequence()).isPresent()) {
      return false;
    }
    Set<Key> knownTargets = new HashSet<>();
    known.ifPresent(
        row ->
            row.getTargetsList()
                .forEach(target -> knownTargets.add(PrivateTypes.key(target.getKey()))));
    Set<Reference> references = new HashSet<>();
    for (Target target : request.getTargetsList()) {
      Key key = PrivateTypes.key(target.getKey());
      if (!knownTargets.contains(key)) {
        requireThere(session, key);
      }
      references.add(new Reference(key, behavior(target)));
    }
    IncomingReferences row =
        IncomingReferences.newBuilder()
            .setName(PrivateTypes.incomingName(request.getRegion(), referrer))
            .setRegion(request.getRegion())
            .setReferrer(request.getReferrer())
            .setSequence(request.getSequence())
            .addAllTargets(request.getTargetsList())
            .setSince(consequences.stamps().now())
            .build();
    session.saveReferring(PrivateTypes.row(PrivateTypes.INCOMING, row), references, knownTargets);
    return true;
  }

  private static DeleteBehavior behavior(Target target) {
    return target.getBehavior() == DeleteBehavior.BLOCK
        ? DeleteBehavior.BLOCK
        : DeleteBehavior.ASYNC_UNSET;
  }

  /** A copy does not do: its owner has to be told. */
  private void requireThere(Session session, Key target) {
    ResourceType type = region.catalog().type(target.type());
    Resource there =
        session
            .get(type, type.parseName(target.name()).requireConcrete().text())
            .filter(consequences::isHere)
            .orElseThrow(() -> refused("REFERENCE_TARGET_MISSING", target, "does not exist"));
    if (MetadataField.isDeleting(there)) {
      throw refused("REFERENCE_TARGET_DELETING", target, "is being deleted");
    }
  }

  private RefusalException refused(String reason, Key target, String what) {
    return new Refusal.Precondition(
            reason,
            target.name() + " is referred to but " + what + " in region " + region.id(),
            List.of(target.name()))
        .exception();
  }

  @Override
  public boolean isDone(Resource row) {
    return row.as(IncomingReferences.class).getTargetsCount() > 0;
  }

  /** Forgets a resource that refers to nothing here, when no late call can say otherwise. */
  @Override
  public RecordedWork.Outcome run(Resource row) {
    Timestamp since = row.as(IncomingReferences.class).getSince();
    Duration left =
        Duration.between(region.clock().instant(), ProtoTimes.instant(since).plus(LATEST));
    if (left.isPositive()) {
      return new RecordedWork.Waiting(Set.of(), left);
    }
    region.write(
        RecordedWork.context(region),
        session -> {
          if (session.get(PrivateTypes.INCOMING, row.name()).filter(row::equals).isPresent()) {
            session.delete(PrivateTypes.INCOMING, row.name());
          }
          return true;
        });
    return new RecordedWork.Done();
  }
}
