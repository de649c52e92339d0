package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store session of one custom method. It reads first and changes afterwards; what it changes
 * gets the same metadata and is held to the same rules as what standard methods write, except that
 * fields which only the server writes are written. Useless after the method has returned. Not
 * thread-safe.
 */
public final class MethodSession {
  private final Writes writes;
  private final Session session;
  private final Establishments established;
  private final List<Prepared> changed = new ArrayList<>();

  MethodSession(Writes writes, Session session, Establishments established) {
    this.writes = writes;
    this.session = session;
    this.established = established;
  }

  public Optional<Resource> get(ResourceName name) {
    beforeRead();
    return session.get(name.type(), name.text());
  }

  /** The resource of that name; refuses with NOT_FOUND when there is none. */
  public Resource require(ResourceName name) {
    return get(name).orElseThrow(() -> Missing.of(name).exception());
  }

  /** Those that exist, by name, read in one go. */
  public Map<String, Resource> batchGet(ResourceType type, Collection<String> names) {
    beforeRead();
    return session.batchGet(type, List.copyOf(names));
  }

  /** All of a type below a parent, by name. A method that lists and changes commits alone. */
  public List<Resource> list(ParentName parent) {
    beforeRead();
    return session.list(parent.type(), parent.requireConcrete().concretePrefix());
  }

  /**
   * Creates a resource; refuses when there is one of that name, when its parent is missing, and
   * when another region would own it.
   */
  public Resource create(ResourceName name, Message body) {
    ResourceType type = name.type();
    SyncingMeta syncing = writes.ownership().syncing(name);
    writes.owners().requireHere(name, syncing.getOwningRegion());
    writes.ownership().requireEnabled(name);
    Message named = type.withName(body, name.text());
    ContentLimits.check(type, named);
    return changed(writes.created(session, name, named, syncing, established.of(name)));
  }

  /** Replaces a resource that this session has read; the same when nothing is different. */
  public Resource replace(Resource current, Message after) {
    ResourceName name = current.type().parseName(current.name());
    SyncingMeta syncing = writes.ownership().syncing(name);
    return writes
        .replaced(session, name, current.message(), after, syncing, established.of(name))
        .map(this::changed)
        .orElse(current);
  }

  /** The masked fields of {@code sent}, in a resource that this session has read. */
  public Resource update(Resource current, Message sent, Mask mask) {
    return replace(current, current.type().update(current.message(), sent, mask));
  }

  private Resource changed(Prepared prepared) {
    changed.add(prepared);
    return prepared.resource();
  }

  /**
   * Checks of one change may read after another change was made, since all are saved at the end.
   */
  void save() {
    changed.forEach(prepared -> prepared.save(session));
  }

  private void beforeRead() {
    if (!changed.isEmpty()) {
      throw new IllegalStateException(
          "a method reads before it writes: it has already changed "
              + changed.getFirst().resource().name());
    }
  }
}
