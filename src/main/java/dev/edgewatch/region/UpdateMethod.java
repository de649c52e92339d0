package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import java.util.List;
import java.util.Optional;

/**
 * {@code UpdateX}. An update that changes nothing, semantically, writes nothing and wakes nobody:
 * the resource is answered as it is.
 */
record UpdateMethod(Writes writes) implements StandardUnary<UpdateRequest> {

  /**
   * @param before what it was; empty for a resource that was created
   */
  private record Updated(Resource resource, Optional<Message> before) {

    /** Where the resource differs from what it was. */
    Mask changed() {
      return before
          .map(old -> Mask.diff(old, resource.message()))
          .orElseGet(() -> Mask.all(resource.type().descriptor()));
    }
  }

  @Override
  public Answer answer(Permission permission, CallContext context, UpdateRequest request) {
    ResourceType type = permission.type();
    Message body = Writes.body(type, request.resource());
    ResourceName name = type.parseName(type.nameOf(body)).requireConcrete();
    writes
        .region()
        .authorized(
            authorizer ->
                authorizer.require(
                    context.requester(), permission, name, writes.region().stored(name)));
    Writes.check(type, request.responseMask());
    Mask mask =
        request.updateMask().getPathsCount() == 0
            ? Mask.all(type.descriptor())
            : writes.masks().parse(type, request.updateMask());
    FieldAccess access = FieldAccess.on(writes.region(), context.requester(), name);
    request
        .cas()
        .ifPresent(
            cas -> access.requireVisible(Mask.parse(type.descriptor(), cas.fieldMask()).paths()));
    Attempt attempt = new Attempt(permission, context, request, body, name, mask, access);
    return writes.carryOut(
        permission,
        context,
        request::encode,
        session -> {
          Updated updated = attempt.run(session);
          return Writes.response(
              updated.resource, access, request.responseMask(), updated::changed);
        });
  }

  /** One run of an update in a session; may be repeated in another session. */
  private final class Attempt {
    private final Permission permission;
    private final CallContext context;
    private final UpdateRequest request;
    private final Message body;
    private final ResourceName name;
    private final Mask mask;
    private final FieldAccess access;

    Attempt(
        Permission permission,
        CallContext context,
        UpdateRequest request,
        Message body,
        ResourceName name,
        Mask mask,
        FieldAccess access) {
      this.permission = permission;
      this.context = context;
      this.request = request;
      this.body = body;
      this.name = name;
      this.mask = mask;
      this.access = access;
    }

    Updated run(MethodSession session) {
      Optional<Resource> found = session.get(name);
      if (found.isPresent()) {
        return update(session, found.get());
      }
      boolean creatable = StandardMethod.CREATE.offeredBy(name.type());
      if (!request.allowMissing() || !creatable) {
        throw Missing.of(name).exception();
      }
      return create(session);
    }

    private Updated create(MethodSession session) {
      Permission creation = Permission.of(name.type(), StandardMethod.CREATE);
      writes
          .region()
          .ask(authorizer -> authorizer.requireNew(context.requester(), creation, name, body));
      Message clean = writes.cleaned(name, body);
      access.requireSettable(Mask.diff(name.type().defaultInstance(), clean));
      attaching().require(context.requester(), name, Optional.empty(), clean);
      Resource created = session.created(name.requireNew(), clean).shown();
      return new Updated(created, Optional.empty());
    }

    private Updated update(MethodSession session, Resource current) {
      ResourceType type = name.type();
      Message before = writes.region().sealings().opened(current, session::get);
      writes
          .owners()
          .requireHere(name, MetadataField.of(type, before).getSyncing().getOwningRegion());
      request.cas().ifPresent(cas -> requireUnchanged(before, cas));
      Message after = type.update(before, body, access.taken(mask, named(), body));
      writes
          .region()
          .ask(
              authorizer ->
                  authorizer.requireContent(context.requester(), permission, name, before, after));
      Mask changed = Mask.diff(before, after);
      access.requireSettable(changed);
      attaching().require(context.requester(), name, Optional.of(before), after);
      if (MetadataField.isDeleting(type, before)) {
        requireNotReconfigured(changed);
      }
      Resource result = session.replace(current, after);
      return new Updated(result, Optional.of(before));
    }

    private AttachAccess attaching() {
      return new AttachAccess(writes.region());
    }

    private List<FieldPath> named() {
      return request.updateMask().getPathsCount() == 0 ? List.of() : mask.paths();
    }

    /** What is on its way out still tells its state, and is labelled; no more (gaps B12). */
    private void requireNotReconfigured(Mask changed) {
      if (!name.type().state().covers(changed)) {
        throw new Refusal.Precondition(
                "BEING_DELETED",
                name.type().simpleName()
                    + " '"
                    + name.text()
                    + "' is being deleted; expected changes of its state or metadata only, not of "
                    + changed,
                List.of(name.text()))
            .exception();
      }
    }

    /**
     * What is sealed is not compared: who changes it has not seen it, and would learn whether a
     * guess is right.
     */
    private void requireUnchanged(Message before, UpdateRequest.Cas cas) {
      ResourceType type = name.type();
      Mask compared =
          (cas.fieldMask().getPathsCount() == 0
                  ? access.shown(type.writable(Mask.all(type.descriptor())))
                  : Mask.parse(type.descriptor(), cas.fieldMask()))
              .subtract(writes.region().sealings().sealed(type));
      Message expected = compared.project(Writes.body(type, cas.conditionalState()));
      Mask different = Mask.diff(compared.project(before), expected);
      if (!different.isEmpty()) {
        throw new Refusal.Conflict(
                "STATE_DIFFERS",
                type.simpleName()
                    + " '"
                    + name.text()
                    + "' was changed meanwhile at "
                    + different
                    + "; expected the state the update was made from",
                name.text())
            .exception();
      }
    }
  }
}
