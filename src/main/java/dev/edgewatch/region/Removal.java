package dev.edgewatch.region;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Referrer;
import dev.edgewatch.store.Session;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Deletes a resource because somebody asks for it (contract section 1.7). Refused with the names of
 * up to ten resources that block it. A type that is deleted step by step is marked DELETING;
 * deleting it again changes nothing.
 */
record Removal(Owners owners, Consequences consequences) {
  private static final int NAMED = 10;
  private static final int LISTED = 3;

  /**
   * Reads what has to be known, refuses, and answers what then has to be written.
   *
   * @param released who does not refer to it any more when the session is committed
   */
  Consumer<Session> plan(
      Session session,
      ResourceName name,
      Resource found,
      String requestId,
      Predicate<Key> released) {
    owners.requireHere(name, MetadataField.of(found).getSyncing().getOwningRegion());
    if (!name.type().declaration().getAsyncDelete()) {
      Deletion deletion = Deletion.plan(session, consequences, found, released);
      requireUnblocked(name, deletion.blocking());
      return writing -> deletion.carryOut(requestId);
    }
    if (MetadataField.isDeleting(found)) {
      return writing -> {};
    }
    requireUnblocked(
        name, referrers(session, Key.of(found)).stream().filter(released.negate()).toList());
    return writing -> consequences.begin(writing, found, requestId);
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
