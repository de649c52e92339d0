package dev.edgewatch.region;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.region.v1.IncomingReferences;
import dev.edgewatch.api.region.v1.UnfinishedDeletion;
import dev.edgewatch.resource.ReferenceValue;
import dev.edgewatch.resource.ReferenceValues;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Referrer;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is done after a deletion (contract section 1.7): what lives below is deleted, a resource
 * that is DELETING is removed when nothing holds it any more, and then those who refer to it with
 * an asynchronous behavior are cleared or deleted. Whatever is done is looked at again in the
 * session that does it, so it is right to do it twice, or to stop anywhere.
 */
record UnfinishedWork(Region region, Consequences consequences, Elsewhere elsewhere)
    implements RecordedWork.Step {
  /** A read may show a moment less than the feed has told already, and it tells nothing twice. */
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private static final Duration ASKED_AGAIN = Duration.ofSeconds(2);
  private static final int PAGE = 200;

  /** What is left to be done here when the target is gone here. */
  private static final Set<DeleteBehavior> LATER =
      EnumSet.of(DeleteBehavior.ASYNC_UNSET, DeleteBehavior.ASYNC_CASCADE_DELETE);

  /** The same when the target was another region's, whose transaction could not reach this one. */
  private static final Set<DeleteBehavior> ALL_BUT_BLOCK =
      EnumSet.of(
          DeleteBehavior.UNSET,
          DeleteBehavior.CASCADE_DELETE,
          DeleteBehavior.ASYNC_UNSET,
          DeleteBehavior.ASYNC_CASCADE_DELETE);

  private static final Set<DeleteBehavior> FOLLOWS =
      EnumSet.of(DeleteBehavior.CASCADE_DELETE, DeleteBehavior.ASYNC_CASCADE_DELETE);

  @Override
  public boolean isDone(Resource row) {
    return false;
  }

  @Override
  public RecordedWork.Outcome run(Resource row) {
    UnfinishedDeletion unfinished = row.as(UnfinishedDeletion.class);
    Key target = PrivateTypes.key(unfinished.getTarget());
    Optional<ResourceType> type = region.catalog().find(target.type());
    return type.isPresent()
        ? new Run(unfinished, type.get(), target).carryOn()
        : new RecordedWork.Waiting(Set.of(), AT_MOST);
  }

  /** One attempt to finish one deletion. */
  private final class Run {
    private final UnfinishedDeletion unfinished;
    private final ResourceType type;
    private final Key target;
    private final boolean isHere;
    private final WriteContext context;

    Run(UnfinishedDeletion unfinished, ResourceType type, Key target) {
      this.unfinished = unfinished;
      this.type = type;
      this.target = target;
      this.isHere = unfinished.getOwner().equals(region.id());
      this.context = RecordedWork.context(region, unfinished.getRequestId());
    }

    RecordedWork.Outcome carryOn() {
      Optional<Resource> there =
          isHere ? read() : elsewhere.find(unfinished.getOwner(), type, target.name());
      if (there.isPresent() && !MetadataField.isDeleting(there.get())) {
        return finish();
      }
      Set<Key> holding =
          new Below(region, consequences, unfinished.getRequestId()).clear(type, target.name());
      if (holding.isEmpty() && there.isPresent() && isHere) {
        if (!elsewhere.remaining(type, target.name(), unfinished.getRequestId()).isEmpty()) {
          return new RecordedWork.Waiting(Set.of(), ASKED_AGAIN);
        }
        holding = remove();
      }
      if (!holding.isEmpty()) {
        return new RecordedWork.Waiting(holding, AT_MOST);
      }
      return there.isPresent() && !isHere ? finish() : settleReferrers();
    }

    private Optional<Resource> read() {
      return region.store().snapshot(context, session -> session.get(type, target.name())).value();
    }

    /** Removes the target itself; answers what holds it. */
    private Set<Key> remove() {
      return region.write(context, this::remove).value();
    }

    private Set<Key> remove(Session session) {
      Optional<Resource> found = session.get(type, target.name());
      if (found.isEmpty()) {
        return Set.of();
      }
      if (MetadataField.of(found.get()).getLifecycle().getBlockDeletion()) {
        return Set.of(target);
      }
      Deletion deletion = Deletion.plan(session, consequences, found.get());
      if (deletion.blocking().isEmpty()) {
        deletion.carryOut(unfinished.getRequestId());
      }
      return deletion.blocking();
    }

    /** Clears and deletes those who refer to what is gone; then there is nothing left to do. */
    private RecordedWork.Outcome settleReferrers() {
      Set<Key> holding = new LinkedHashSet<>();
      Set<Key> seen = new HashSet<>();
      List<Referrer> referrers = referrers();
      while (referrers.stream().map(Referrer::key).anyMatch(key -> !seen.contains(key))) {
        for (Referrer referrer : referrers) {
          if (seen.add(referrer.key()) && !settle(referrer.key())) {
            holding.add(referrer.key());
          }
        }
        referrers = referrers();
      }
      return referrers.isEmpty() ? finish() : new RecordedWork.Waiting(holding, AT_MOST);
    }

    private List<Referrer> referrers() {
      Set<DeleteBehavior> behaviors = isHere ? LATER : ALL_BUT_BLOCK;
      return region
          .store()
          .snapshot(context, session -> session.referrers(List.of(target), behaviors, PAGE))
          .value();
    }

    /** Whether one does not refer to the target any more. */
    private boolean settle(Key referrer) {
      if (referrer.type().equals(PrivateTypes.INCOMING.fullName())) {
        IncomingReferences.Builder incoming = PrivateTypes.parseIncoming(referrer.name());
        elsewhere.release(
            incoming.getRegion(),
            service(incoming.getReferrer().getType()),
            target,
            unfinished.getRequestId());
        return false;
      }
      if (region.catalog().find(referrer.type()).isEmpty()) {
        return false;
      }
      return region.write(context, session -> settle(session, referrer)).value();
    }

    private boolean settle(Session session, Key referrer) {
      ResourceType referring = region.catalog().type(referrer.type());
      Optional<Resource> found = session.get(referring, referrer.name());
      if (found.isEmpty()) {
        return true;
      }
      boolean goes =
          ReferenceValues.of(referring, found.get().message()).stream()
              .anyMatch(value -> isTarget(value) && FOLLOWS.contains(value.onDelete()));
      if (goes) {
        return consequences.delete(session, found.get(), unfinished.getRequestId()).isEmpty();
      }
      consequences
          .cleared(session, referrer, this::isTarget)
          .ifPresent(change -> change.accept(session));
      return true;
    }

    private boolean isTarget(ReferenceValue value) {
      return !value.mayDangle()
          && value.onDelete() != DeleteBehavior.BLOCK
          && value.target().equals(target.type())
          && value.name().equals(target.name());
    }

    private RecordedWork.Outcome finish() {
      region.write(
          context,
          session -> {
            if (PrivateTypes.unfinished(session, target).isPresent()) {
              session.delete(PrivateTypes.UNFINISHED, unfinished.getName());
            }
            return true;
          });
      return new RecordedWork.Done();
    }
  }

  private static String service(String type) {
    return type.substring(0, type.indexOf('/'));
  }
}
