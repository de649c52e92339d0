package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.CreateRequest;
import java.util.Optional;

/** {@code CreateX}. */
record CreateMethod(Writes writes) implements StandardUnary<CreateRequest> {
  @Override
  public Answer answer(Permission permission, CallContext context, CreateRequest request) {
    ResourceType type = permission.type();
    Message body = Writes.body(type, request.resource());
    ResourceName name = NewName.of(type, request.parent(), body, writes.ids());
    writes
        .region()
        .authorized(
            authorizer -> {
              authorizer.requireNew(context.requester(), permission, name, body);
              return name;
            });
    SyncingMeta syncing = writes.ownership().syncing(name);
    writes.owners().requireHere(name, syncing.getOwningRegion());
    writes.ownership().requireEnabled(name);
    Writes.check(type, request.responseMask());
    Message clean = writes.cleaned(name, body);
    FieldAccess access = FieldAccess.on(writes.region(), context.requester(), name);
    access.requireSettable(Mask.diff(type.defaultInstance(), clean));
    new AttachAccess(writes.region()).require(context.requester(), name, Optional.empty(), clean);
    return writes.carryOut(
        permission,
        context,
        request::encode,
        session ->
            Writes.response(
                session.created(name, clean).shown(),
                access,
                request.responseMask(),
                () -> Mask.all(type.descriptor())));
  }
}
