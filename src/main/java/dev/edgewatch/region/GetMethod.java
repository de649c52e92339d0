package dev.edgewatch.region;

import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.standard.GetRequest;

/** {@code GetX}. */
record GetMethod(StandardReads reads) implements StandardUnary<GetRequest> {
  @Override
  public Answer answer(Permission permission, CallContext context, GetRequest request) {
    ResourceName name = reads.name(context, permission, request.name());
    Mask mask =
        StandardReads.mask(reads.access(context, name), request.view(), request.fieldMask());
    Position position = reads.region().settle(context);
    Resource found = reads.row(name).orElseThrow(() -> Missing.of(name).exception());
    Resource shown = reads.region().sealings().opened(found, mask, reads.rowsOf(context));
    return new Answer(StandardReads.projected(shown, mask), position);
  }
}
