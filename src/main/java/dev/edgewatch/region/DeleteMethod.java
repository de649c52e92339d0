package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.Store.Committed;
import java.util.List;
import java.util.Optional;

/**
 * {@code DeleteX}. Refused with the names of up to ten resources that refer to it or live below it.
 * Types whose deletion the contract declares asynchronous are deleted at once too, so what is below
 * them has to be deleted first.
 */
record DeleteMethod(Writes writes) implements StandardUnary {
  private static final int NAMED = 10;

  @Override
  public Answer answer(Permission permission, CallContext context, ByteString encoded) {
    ResourceType type = permission.type();
    DeleteRequest request = DeleteRequest.decode(encoded);
    ResourceName name = type.parseName(request.name()).requireConcrete();
    writes
        .region()
        .authorized(authorizer -> authorizer.require(context.principal(), permission, name));
    requireNothingBelow(name, below().names(name, NAMED));
    Committed<Boolean> deleted =
        writes
            .region()
            .write(
                context.writeContext(), session -> delete(session, name, request.allowMissing()));
    return new Answer(ByteString.EMPTY, deleted.position());
  }

  private boolean delete(Session session, ResourceName name, boolean allowMissing) {
    ResourceType type = name.type();
    Optional<Resource> found = session.get(type, name.text());
    if (found.isEmpty()) {
      if (allowMissing) {
        return false;
      }
      throw Missing.of(name).exception();
    }
    writes
        .owners()
        .requireHere(
            name, MetadataField.of(type, found.get().message()).getSyncing().getOwningRegion());
    requireUnreferenced(name, session.blockers(type, name.text(), NAMED));
    requireNothingBelow(name, below().names(session, name, NAMED));
    session.delete(type, name.text());
    return true;
  }

  private ResourcesBelow below() {
    return new ResourcesBelow(writes.region());
  }

  private static void requireUnreferenced(ResourceName name, List<String> referrers) {
    if (!referrers.isEmpty()) {
      throw new Refusal.Precondition(
              "REFERENCED",
              name.type().simpleName()
                  + " '"
                  + name.text()
                  + "' cannot be deleted: it is referred to by "
                  + String.join(", ", referrers),
              referrers)
          .exception();
    }
  }

  private static void requireNothingBelow(ResourceName name, List<String> below) {
    if (!below.isEmpty()) {
      throw new Refusal.Precondition(
              "NOT_EMPTY",
              name.type().simpleName()
                  + " '"
                  + name.text()
                  + "' cannot be deleted: delete first "
                  + String.join(", ", below),
              below)
          .exception();
    }
  }
}
