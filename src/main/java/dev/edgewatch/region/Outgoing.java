package dev.edgewatch.region;

import dev.edgewatch.api.region.v1.OutgoingReferences;
import dev.edgewatch.api.region.v1.OutgoingReferences.State;
import dev.edgewatch.api.region.v1.Target;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.ReferenceValue;
import dev.edgewatch.resource.ReferenceValues;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lets other regions know what resources of this one refer to there: before a write that refers to
 * more, and after one that refers to less. What others may know is written down here first, and
 * never less than they may know, so that whatever breaks off is found again and brought to an end.
 * Calls carry a sequence, so that one that is late does not undo a later one (decision 13).
 * Thread-safe.
 */
record Outgoing(Region region, Stamps stamps, Telling others) implements RecordedWork.Step {
  /** A write that has told others is over by then, or will find that they have forgotten. */
  static final Duration WRITE_ENDED = Duration.ofSeconds(30);

  private static final int TRIES = 4;

  /** Runs a write, and tells others before it when it says that this is needed. */
  <T> T establishing(WriteContext context, ResourceName name, Function<Established, T> write) {
    Established established = Established.NOTHING;
    try {
      for (int left = TRIES; left > 0; left--) {
        try {
          return write.apply(established);
        } catch (NotEstablished missing) {
          if (!isAbout(missing, name)) {
            throw missing;
          }
          Set<Target> all = new LinkedHashSet<>(established.targets());
          all.addAll(missing.targets());
          established = establish(context, name, all);
        }
      }
      throw new Refusal.Conflict(
              "CONTENTION",
              name.text() + " is given other references all the time; try again",
              name.text())
          .exception();
    } catch (RuntimeException failed) {
      if (!established.isNothing()) {
        abandon(context, new Key(name.type().fullName(), name.text()));
      }
      throw failed;
    }
  }

  /** The same for a write of several resources, of which it says itself who has to be told. */
  <T> T establishingAll(WriteContext context, Function<Establishments, T> write) {
    return establishingAll(context, Establishments.NONE, write);
  }

  private <T> T establishingAll(
      WriteContext context, Establishments known, Function<Establishments, T> write) {
    try {
      return write.apply(known);
    } catch (NotEstablished missing) {
      ResourceName referrer = missing.referrer();
      if (known.has(referrer)) {
        throw missing;
      }
      return establishing(
          context,
          referrer,
          established -> establishingAll(context, known.and(referrer, established), write));
    }
  }

  private static boolean isAbout(NotEstablished missing, ResourceName name) {
    return missing.referrer().text().equals(name.text())
        && missing.referrer().type() == name.type();
  }

  private Established establish(WriteContext context, ResourceName name, Set<Target> targets) {
    Key referrer = new Key(name.type().fullName(), name.text());
    OutgoingReferences row =
        region.write(context, session -> writeDown(session, referrer, targets)).value();
    others.tell(row, row.getTargetsList());
    return new Established(row.getSequence(), targets);
  }

  private OutgoingReferences writeDown(Session session, Key referrer, Set<Target> targets) {
    OutgoingReferences known =
        PrivateTypes.outgoing(session, referrer)
            .orElseGet(
                () ->
                    OutgoingReferences.newBuilder()
                        .setName(PrivateTypes.outgoingName(referrer))
                        .setReferrer(PrivateTypes.message(referrer))
                        .build());
    Set<Target> all = new LinkedHashSet<>(known.getTargetsList());
    all.addAll(targets);
    return saved(
        session,
        known.toBuilder()
            .setState(State.ESTABLISHING)
            .clearTargets()
            .addAllTargets(all)
            .setSince(stamps.now())
            .setSequence(session.version()));
  }

  /** The write did not happen, so others need not know any more. */
  private void abandon(WriteContext context, Key referrer) {
    try {
      region.write(
          context,
          session ->
              PrivateTypes.outgoing(session, referrer)
                  .map(row -> saved(session, row.toBuilder().setState(State.CHANGED))));
    } catch (RefusalException later) {
      // The row says ESTABLISHING, and that comes to an end by itself.
    }
  }

  @Override
  public boolean isDone(Resource row) {
    return row.as(OutgoingReferences.class).getState() == State.SETTLED;
  }

  @Override
  public RecordedWork.Outcome run(Resource row) {
    OutgoingReferences outgoing = row.as(OutgoingReferences.class);
    return switch (outgoing.getState()) {
      case SETTLED, UNRECOGNIZED -> new RecordedWork.Done();
      case ESTABLISHING -> {
        Duration left =
            Duration.between(
                region.clock().instant(),
                ProtoTimes.instant(outgoing.getSince()).plus(WRITE_ENDED));
        yield left.isPositive()
            ? new RecordedWork.Waiting(Set.of(), left)
            : reduce(PrivateTypes.key(outgoing.getReferrer()));
      }
      case CHANGED, TELLING -> reduce(PrivateTypes.key(outgoing.getReferrer()));
    };
  }

  /** Brings what others know down to what the resource refers to. */
  private RecordedWork.Outcome reduce(Key referrer) {
    WriteContext context = RecordedWork.context(region);
    Optional<Reduction> reduction =
        region.write(context, session -> reduction(session, referrer)).value();
    if (reduction.isPresent()) {
      others.tell(reduction.get().row, reduction.get().left);
      region.write(context, session -> settle(session, referrer, reduction.get()));
    }
    return new RecordedWork.Done();
  }

  /**
   * @param row what others may know
   * @param left what they are to know from now on
   */
  private record Reduction(OutgoingReferences row, List<Target> left) {}

  /**
   * Reads the resource and saves the row in one session: a write of the resource that has told
   * others before commits before this, or finds that they have forgotten.
   */
  private Optional<Reduction> reduction(Session session, Key referrer) {
    Optional<OutgoingReferences> row = PrivateTypes.outgoing(session, referrer);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    Set<ReferenceValue> now = references(session, referrer);
    OutgoingReferences telling =
        saved(
            session,
            row.get().toBuilder()
                .setState(State.TELLING)
                .setSequence(session.version())
                .setReduced(session.version()));
    List<Target> left =
        telling.getTargetsList().stream()
            .filter(target -> now.contains(References.value(target)))
            .toList();
    return Optional.of(new Reduction(telling, left));
  }

  private Set<ReferenceValue> references(Session session, Key referrer) {
    ResourceType type = region.catalog().type(referrer.type());
    return session
        .get(type, referrer.name())
        .map(found -> ReferenceValues.of(type, found.message()))
        .orElse(Set.of());
  }

  /** Others know; unless the row has been changed meanwhile, which begins it all again. */
  private static boolean settle(Session session, Key referrer, Reduction told) {
    Optional<OutgoingReferences> row = PrivateTypes.outgoing(session, referrer);
    if (row.isEmpty() || !row.get().equals(told.row)) {
      return false;
    }
    if (told.left.isEmpty()) {
      session.delete(PrivateTypes.OUTGOING, told.row.getName());
    } else {
      saved(
          session,
          told.row.toBuilder().setState(State.SETTLED).clearTargets().addAllTargets(told.left));
    }
    return true;
  }

  private static OutgoingReferences saved(Session session, OutgoingReferences.Builder row) {
    OutgoingReferences built = row.build();
    session.save(PrivateTypes.row(PrivateTypes.OUTGOING, built));
    return built;
  }
}
