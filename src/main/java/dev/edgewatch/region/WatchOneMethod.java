package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.region.OpenStreams.Asking;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.resource.standard.WatchOneResponse;
import dev.edgewatch.watch.WatchMessage;
import dev.edgewatch.watch.WatchSink;
import dev.edgewatch.watch.WatchStream;

/** {@code WatchX}: one resource and its changes, one change in a message. */
record WatchOneMethod(StandardReads reads) implements StandardStream<WatchOneRequest> {
  @Override
  public WatchStream open(
      Permission permission,
      CallContext context,
      WatchOneRequest request,
      GatedCall<ByteString> call) {
    ResourceName name = reads.name(context, permission, request.name());
    FieldAccess access = reads.access(context, name);
    reads
        .region()
        .whileAuthorized(
            call,
            context.principal(),
            Asking.BEFORE_LATER_CHANGES,
            name.text(),
            authorizer -> {
              authorizer.require(
                  context.requester(), permission, name, reads.region().stored(name));
              access.requireStill(authorizer.lacking(context.requester(), name));
            });
    Mask mask = StandardReads.mask(access, request.view(), request.fieldMask());
    reads.region().settle(context);
    return reads.region().watches().watchOne(permission.type(), name.text(), mask, new Sink(call));
  }

  private record Sink(GatedCall<ByteString> call) implements WatchSink {
    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void send(WatchMessage message) {
      message
          .changes()
          .forEach(
              change -> call.send(new WatchOneResponse(WatchEncoding.change(change)).encode()));
    }

    @Override
    public void fail(Refusal refusal) {
      call.fail(refusal);
    }
  }
}
