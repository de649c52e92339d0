package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DeleteRequest;
import java.util.Optional;

/**
 * {@code DeleteX} (contract section 1.7). What goes with the resource goes in the same transaction,
 * and what has to follow is written down there. A type that is deleted step by step is marked
 * DELETING, and removed when nothing lives below it any more.
 */
record DeleteMethod(Writes writes) implements StandardUnary<DeleteRequest> {

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
        session -> {
          Optional<Resource> found = session.get(name);
          if (found.isPresent()) {
            session.delete(found.get());
          } else if (!request.allowMissing()) {
            throw Missing.of(name).exception();
          }
          return ByteString.EMPTY;
        });
  }
}
