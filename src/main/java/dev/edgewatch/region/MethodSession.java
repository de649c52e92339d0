package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.ReferenceValues;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The store session of one method. What it changes gets the same metadata and is held to the same
 * rules, whatever method it is, except that custom methods also write fields which only the server
 * writes. Changes are kept until the method has returned and are saved then; it reads what it has
 * changed. Useless after the method has returned. Not thread-safe.
 */
public final class MethodSession {
  private final Writes writes;
  private final Session session;
  private final Establishments established;
  private final WriteContext by;
  private final Optional<CallContext> call;
  private final Kept kept;
  private final Map<Key, Change> changes = new LinkedHashMap<>();

  /** What this session has been asked to delete. */
  private final Set<Key> leaving = new HashSet<>();

  private Optional<ResourceName> shownOnce = Optional.empty();
  private Optional<Principal> authority;

  /**
   * @param after empty when it is deleted
   */
  private record Change(Optional<Resource> after, Consumer<Session> saving) {}

  MethodSession(
      Writes writes,
      Session session,
      Establishments established,
      WriteContext by,
      Optional<CallContext> call,
      Kept kept) {
    this.writes = writes;
    this.session = session;
    this.established = established;
    this.by = by;
    this.call = call;
    this.kept = kept;
    this.authority = call.map(CallContext::principal);
  }

  public Optional<Resource> get(ResourceName name) {
    return get(name.type(), name.text());
  }

  private Optional<Resource> get(ResourceType type, String name) {
    Change change = changes.get(new Key(type.fullName(), name));
    return change == null ? session.get(type, name) : change.after;
  }

  /** Whether a resource of that name is this region's, or would be. */
  public boolean isOwnedHere(ResourceName name) {
    String owner = writes.ownership().syncing(name).getOwningRegion();
    return owner.equals(writes.region().id());
  }

  /** The resource of that name; refuses with NOT_FOUND when there is none. */
  public Resource require(ResourceName name) {
    return get(name).orElseThrow(() -> Missing.of(name).exception());
  }

  /** Those that exist, by name, read in one go. */
  public Map<String, Resource> batchGet(ResourceType type, Collection<String> names) {
    Map<String, Resource> found = new LinkedHashMap<>(session.batchGet(type, List.copyOf(names)));
    for (String name : names) {
      Change change = changes.get(new Key(type.fullName(), name));
      if (change != null) {
        change.after.ifPresentOrElse(now -> found.put(name, now), () -> found.remove(name));
      }
    }
    return found;
  }

  /** All of a type below a parent, by name. A method that lists and changes commits alone. */
  public List<Resource> list(ParentName parent) {
    ResourceType type = parent.type();
    String prefix = parent.requireConcrete().concretePrefix();
    Map<String, Resource> found = new TreeMap<>();
    session.list(type, prefix).forEach(resource -> found.put(resource.name(), resource));
    changes.forEach(
        (key, change) -> {
          if (key.type().equals(type.fullName()) && key.name().startsWith(prefix)) {
            change.after.ifPresentOrElse(
                now -> found.put(key.name(), now), () -> found.remove(key.name()));
          }
        });
    return List.copyOf(found.values());
  }

  /**
   * Creates a resource; refuses when there is one of that name, when its parent is missing, and
   * when another region would own it.
   */
  public Resource create(ResourceName name, Message body) {
    return created(name, body).stored();
  }

  /** The same, with what its maker alone is shown. Such an answer is not remembered. */
  public Created created(ResourceName name, Message body) {
    ResourceType type = name.type();
    SyncingMeta syncing = writes.ownership().syncing(name);
    writes.owners().requireHere(name, syncing.getOwningRegion());
    writes.ownership().requireEnabled(name);
    if (get(name).isPresent()) {
      throw Writes.existing(name);
    }
    writes.requireCreatable(session, name, this::get);
    WriteRule.Creation creation =
        writes.rules().creating(writing(name), type.withName(body, name.text()));
    Message named = type.withName(creation.stored(), name.text());
    ContentLimits.check(type, named);
    Prepared prepared = writes.fresh(session, name, named, syncing, established.of(name));
    Created created = new Created(changed(prepared), creation.shownOnce());
    if (created.hasSecret()) {
      shownOnce = Optional.of(name);
    }
    return created;
  }

  /** Replaces a resource that this session has read; the same when nothing is different. */
  public Resource replace(Resource current, Message after) {
    ResourceName name = current.type().parseName(current.name());
    Message before = current.message();
    if (Mask.diff(before, after).isEmpty()) {
      return current;
    }
    Message ruled = writes.rules().updating(writing(name), before, after);
    SyncingMeta syncing = writes.ownership().syncing(name);
    return writes
        .replaced(session, name, before, ruled, syncing, established.of(name))
        .map(this::changed)
        .orElse(current);
  }

  /** The masked fields of {@code sent}, in a resource that this session has read. */
  public Resource update(Resource current, Message sent, Mask mask) {
    return replace(current, current.type().update(current.message(), sent, mask));
  }

  /**
   * Deletes a resource that this session has read, with what goes with it; refuses when something
   * forbids it. What this session itself has deleted, or changed so that it does not refer to it
   * any more, does not.
   */
  public void delete(Resource current) {
    ResourceName name = current.type().parseName(current.name());
    leaving.add(Key.of(current));
    writes.rules().deleting(writing(name), current.message());
    Key target = Key.of(current);
    Consumer<Session> saving =
        writes
            .removal()
            .plan(session, name, current, by.requestId(), other -> isReleased(other, target));
    boolean stays = current.type().declaration().getAsyncDelete();
    changes.put(
        Key.of(current), new Change(stays ? Optional.of(current) : Optional.empty(), saving));
  }

  /** Whether a resource that referred to a target before this session does not any more. */
  private boolean isReleased(Key referrer, Key target) {
    Change change = changes.get(referrer);
    if (change == null) {
      return leaving.contains(referrer);
    }
    return change.after.stream()
        .flatMap(after -> ReferenceValues.of(after).stream())
        .noneMatch(value -> new Key(value.target(), value.name()).equals(target));
  }

  /**
   * What is written from now on is written by the authority of somebody else than the caller: who
   * accepts an invitation gets what the inviter may give. Empty for the region itself, which is
   * trusted.
   */
  public void byAuthorityOf(Optional<Principal> another) {
    authority = another;
  }

  private Writing writing(ResourceName name) {
    return new Writing(by, call, authority, this, name, kept);
  }

  private Resource changed(Prepared prepared) {
    Resource resource = prepared.resource();
    changes.put(Key.of(resource), new Change(Optional.of(resource), prepared::save));
    return resource;
  }

  /** A resource of which a secret was shown that nobody will see again. */
  Optional<ResourceName> shownOnce() {
    return shownOnce;
  }

  /** Reads come before writes in the session itself, so all is written at the end. */
  void save() {
    new ArrayList<>(changes.values()).forEach(change -> change.saving.accept(session));
    // Every type of iam may decide about access, the private ones included.
    if (changes.keySet().stream().anyMatch(key -> key.type().startsWith("iam."))) {
      kept.changesAccess();
    }
  }
}
