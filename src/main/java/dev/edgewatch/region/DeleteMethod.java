package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Referrer;
import dev.edgewatch.store.Session;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code DeleteX} (contract section 1.7). What goes with the resource goes in the same transaction,
 * and what has to follow is written down there. Refused with the names of up to ten resources that
 * block it. A type that is deleted step by step is marked DELETING, and removed when nothing lives
 * below it any more; deleting it again changes nothing.
 */
record DeleteMethod(Writes writes) implements StandardUnary<DeleteRequest> {
  private static final int NAMED = 10;
  private static final int LISTED = 3;

  @Override
  public Answer answer(Permission permission, CallContext context, DeleteRequest request) {
    ResourceType type = permission.type();
    ResourceName name = type.parseName(request.name()).requireConcrete();
    writes
        .region()
        .authorized(
            authorizer ->
                authorizer.require(
                    context.requester(), permission, name, writes.region().stored(name)));
    return writes.carryOut(
        permission,
        context,
        request::encode,
        name,
        (session, established) -> {
          Optional<Resource> found = session.get(type, name.text());
          if (found.isPresent()) {
            delete(session, name, found.get(), context.requestId());
          } else if (!request.allowMissing()) {
            throw Missing.of(name).exception();
          }
          return ByteString.EMPTY;
        });
  }

  private void delete(Session session, ResourceName name, Resource found, String requestId) {
    writes.owners().requireHere(name, MetadataField.of(found).getSyncing().getOwningRegion());
    if (name.type().declaration().getAsyncDelete()) {
      if (!MetadataField.isDeleting(found)) {
        requireUnblocked(name, referrers(session, Key.of(found)));
        writes.consequences().begin(session, found, requestId);
      }
    } else {
      requireUnblocked(name, writes.consequences().delete(session, found, requestId));
    }
  }

  /** What lives below may block as well, but it only puts off the removal. */
  private static List<Key> referrers(Session session, Key target) {
    return session.referrers(List.of(target), Set.of(DeleteBehavior.BLOCK), NAMED).stream()
        .map(Referrer::key)
        .toList();
  }

  private static void requireUnblocked(ResourceName name, Collection<Key> blocking) {
    List<String> names =
        blocking.stream().map(PrivateTypes::shown).distinct().sorted().limit(NAMED).toList();
    if (!names.isEmpty()) {
      throw refused(name, names);
    }
  }

  private static RefusalException refused(ResourceName name, List<String> blocking) {
    boolean below = blocking.stream().allMatch(each -> each.startsWith(name.text() + "/"));
    return new Refusal.Precondition(
            below ? "NOT_EMPTY" : "REFERENCED",
            name.type().simpleName()
                + " '"
                + name.text()
                + "' cannot be deleted: "
                + (below ? "delete first " : "it is referred to by ")
                + listed(blocking),
            blocking)
        .exception();
  }

  /** The message is for a person; programs find all of them in the details. */
  private static String listed(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return names.size() > LISTED ? first + " and others" : first;
  }
}
