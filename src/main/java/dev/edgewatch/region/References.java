package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.region.v1.OutgoingReferences;
import dev.edgewatch.api.region.v1.OutgoingReferences.State;
import dev.edgewatch.api.region.v1.Target;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Reference;
import dev.edgewatch.resource.ReferenceValue;
import dev.edgewatch.resource.ReferenceValues;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what a resource is about to refer to (contract section 1.7): names must be those of their
 * type; a target of this region must be there when the write commits, which the store sees to, and
 * not on its way out; one of another region must be known there as referred to, or be copied here.
 */
record References(Region region, Ownership ownership) {

  /**
   * How to save a resource with its references.
   *
   * @param elsewhere targets that are not here
   * @param outgoing what is to be written down with it
   */
  record Plan(Set<Key> elsewhere, Optional<OutgoingReferences> outgoing) {
    private static final Plan PLAIN = new Plan(Set.of(), Optional.empty());

    void save(Session session, Resource resource) {
      session.save(resource, elsewhere);
      outgoing.ifPresent(row -> session.save(PrivateTypes.row(PrivateTypes.OUTGOING, row)));
    }
  }

  /**
   * Reads in the session what it has to; throws {@link NotEstablished} when other regions have to
   * be told first.
   *
   * @param before what the resource was, empty for a new one
   */
  Plan plan(
      Session session,
      ResourceName name,
      Optional<Message> before,
      Message after,
      Established established) {
    ResourceType type = name.type();
    if (type.references().isEmpty()) {
      return Plan.PLAIN;
    }
    Set<ReferenceValue> now = ReferenceValues.of(type, after);
    Set<ReferenceValue> was = before.map(old -> ReferenceValues.of(type, old)).orElse(Set.of());
    if (now.equals(was)) {
      return Plan.PLAIN;
    }
    Set<Key> elsewhere = new HashSet<>();
    Set<Target> toEstablish = new LinkedHashSet<>();
    for (ReferenceValue added : minus(now, was)) {
      requireName(type, after, added);
      check(session, name, added, elsewhere).ifPresent(toEstablish::add);
    }
    if (!established.targets().containsAll(toEstablish)) {
      throw new NotEstablished(name, toEstablish);
    }
    if (toEstablish.isEmpty() && !perhapsElsewhere(minus(was, now))) {
      return new Plan(elsewhere, Optional.empty());
    }
    return new Plan(elsewhere, outgoing(session, name, now, was, established));
  }

  /** The row of a resource that is deleted, when other regions have to be told. */
  Optional<OutgoingReferences> forgotten(Session session, ResourceType type, Message deleted) {
    return perhapsElsewhere(ReferenceValues.of(type, deleted))
        ? PrivateTypes.outgoing(session, new Key(type.fullName(), type.nameOf(deleted)))
            .map(row -> row.toBuilder().setState(State.CHANGED).build())
        : Optional.empty();
  }

  /** Refuses what is no name of the target's type. */
  private void requireName(ResourceType type, Message resource, ReferenceValue reference) {
    Optional<ResourceType> target = region.catalog().find(reference.target());
    boolean fits =
        target.isEmpty()
            || target
                .get()
                .findName(reference.name())
                .filter(name -> reference.mayDangle() || !name.hasWildcard())
                .isPresent();
    if (!fits) {
      String field =
          type.references().stream()
              .map(Reference::path)
              .filter(path -> path.values(resource).contains(reference.name()))
              .map(FieldPath::text)
              .findFirst()
              .orElse("");
      throw Refusal.invalid(
          "REFERENCE_MALFORMED",
          field,
          field
              + " is "
              + Quoted.of(reference.name())
              + "; expected the name of one "
              + target.get().simpleName());
    }
  }

  /** What has to be established of a new reference; refuses one to what is being deleted. */
  private Optional<Target> check(
      Session session, ResourceName referrer, ReferenceValue added, Set<Key> elsewhere) {
    Optional<ResourceName> named =
        region.catalog().find(added.target()).flatMap(type -> type.findName(added.name()));
    if (named.isEmpty() || added.mayDangle()) {
      return Optional.empty();
    }
    ResourceName target = named.get();
    Optional<Resource> row =
        mustBeRead(target) ? session.get(target.type(), target.text()) : Optional.empty();
    row.filter(MetadataField::isDeleting).ifPresent(gone -> refuseDeleting(referrer, target));
    String owner =
        row.map(found -> MetadataField.of(found).getSyncing().getOwningRegion())
            .filter(region -> !region.isEmpty())
            .orElseGet(() -> ownership.syncing(target).getOwningRegion());
    Key key = new Key(added.target(), added.name());
    if (owner.equals(region.id())) {
      return Optional.empty();
    }
    if (row.isPresent() && added.onDelete() != DeleteBehavior.BLOCK) {
      return Optional.empty();
    }
    if (row.isEmpty()) {
      elsewhere.add(key);
    }
    return Optional.of(
        Target.newBuilder()
            .setKey(PrivateTypes.message(key))
            .setRegion(owner)
            .setBehavior(added.onDelete())
            .build());
  }

  /**
   * Whether to look for the target: not when its name says that it is here and its type goes away
   * at once, because then the store alone decides.
   */
  private boolean mustBeRead(ResourceName target) {
    boolean isHere = target.region().equals(Optional.of(region.id()));
    return !isHere || target.type().declaration().getAsyncDelete();
  }

  private static void refuseDeleting(ResourceName referrer, ResourceName target) {
    throw new Refusal.Precondition(
            "REFERENCE_TARGET_DELETING",
            referrer.type().simpleName()
                + " '"
                + referrer.text()
                + "' cannot refer to "
                + target.type().simpleName()
                + " '"
                + target.text()
                + "', which is being deleted",
            List.of(target.text()))
        .exception();
  }

  /** Whether other regions may know of one of these. */
  private boolean perhapsElsewhere(Set<ReferenceValue> references) {
    return references.stream()
        .filter(reference -> !reference.mayDangle())
        .anyMatch(
            reference ->
                region
                    .catalog()
                    .find(reference.target())
                    .flatMap(type -> type.findName(reference.name()))
                    .filter(name -> !name.region().equals(Optional.of(region.id())))
                    .isPresent());
  }

  private static Optional<OutgoingReferences> outgoing(
      Session session,
      ResourceName name,
      Set<ReferenceValue> now,
      Set<ReferenceValue> was,
      Established established) {
    Key referrer = new Key(name.type().fullName(), name.text());
    Optional<OutgoingReferences> known = PrivateTypes.outgoing(session, referrer);
    boolean stillEstablished =
        known
            .filter(row -> established.sequence() > row.getReduced())
            .filter(row -> row.getTargetsList().containsAll(established.targets()))
            .isPresent();
    if (!established.isNothing() && !stillEstablished) {
      throw new NotEstablished(name, established.targets());
    }
    return known.map(row -> row.toBuilder().setState(state(row, now, was)).build());
  }

  /** What others know of and this write does not refer to is either over or another write's. */
  private static State state(
      OutgoingReferences row, Set<ReferenceValue> now, Set<ReferenceValue> was) {
    Set<ReferenceValue> more = new HashSet<>();
    row.getTargetsList().forEach(target -> more.add(value(target)));
    more.removeAll(now);
    if (more.isEmpty()) {
      return State.SETTLED;
    }
    return more.stream().anyMatch(was::contains) ? State.CHANGED : State.ESTABLISHING;
  }

  static ReferenceValue value(Target target) {
    return new ReferenceValue(
        target.getKey().getType(), target.getKey().getName(), target.getBehavior());
  }

  private static Set<ReferenceValue> minus(Set<ReferenceValue> some, Set<ReferenceValue> others) {
    Set<ReferenceValue> rest = new LinkedHashSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
