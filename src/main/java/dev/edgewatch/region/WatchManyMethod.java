package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.types.WatchType;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.region.OpenStreams.Asking;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.watch.AllWatch;
import dev.edgewatch.watch.PageWatch;
import dev.edgewatch.watch.Progress;
import dev.edgewatch.watch.Query;
import dev.edgewatch.watch.WatchMessage;
import dev.edgewatch.watch.WatchSink;
import dev.edgewatch.watch.WatchStream;
import java.util.function.Function;

/** {@code WatchXs}: a live page, or all matching resources. */
record WatchManyMethod(StandardReads reads) implements StandardStream<WatchManyRequest> {
  private static final int LARGEST_CHUNK = 100;

  @Override
  public WatchStream open(
      Permission permission,
      CallContext context,
      WatchManyRequest request,
      GatedCall<ByteString> call) {
    Query query =
        reads.query(
            context.requester(), permission, request.parent(), request.filter(), request.orderBy());
    validate(request);
    Filter asked = Filter.parse(permission.type(), request.filter());
    FieldAccess access = reads.access(context, query.parent());
    reads
        .region()
        .whileAuthorized(
            call,
            context.principal(),
            Asking.BEFORE_LATER_CHANGES,
            query.parent().text(),
            authorizer -> {
              reads.requireSame(context.requester(), permission, query, asked, authorizer);
              access.requireStill(authorizer.lackingBelow(context.requester(), query.parent()));
            });
    Mask mask = StandardReads.mask(access, request.view(), request.fieldMask());
    reads.region().settle(context);
    return request.type() == WatchType.STATELESS
        ? all(query, request, mask, context.progress(), call)
        : page(query, request, mask, context.progress(), call);
  }

  private WatchStream page(
      Query query,
      WatchManyRequest request,
      Mask mask,
      Progress progress,
      GatedCall<ByteString> call) {
    PageWatch watch =
        new PageWatch(
            query, request.pageToken(), request.pageSize(), request.maxChunkSize(), mask, progress);
    Sink sink =
        switch (progress) {
          case SILENT -> new Sink(call, WatchMessage.Form.CONTRACT, WatchEncoding::contract);
          case REPORTED ->
              new Sink(call, WatchMessage.Form.WITH_PROGRESS, WatchEncoding::withProgress);
        };
    return reads.region().watches().watchPage(watch, sink);
  }

  private WatchStream all(
      Query query,
      WatchManyRequest request,
      Mask mask,
      Progress progress,
      GatedCall<ByteString> call) {
    AllWatch watch =
        new AllWatch(
            query.type(),
            query.parent(),
            query.filter(),
            mask,
            AllWatch.start(request.resumeToken(), request.startingTime()),
            request.maxChunkSize(),
            progress);
    return reads
        .region()
        .watches()
        .watchAll(watch, new Sink(call, WatchMessage.Form.CONTRACT, WatchEncoding::contract));
  }

  private void validate(WatchManyRequest request) {
    reads.region().watches().pageSize(request.pageSize());
    if (request.maxChunkSize() < 0 || request.maxChunkSize() > LARGEST_CHUNK) {
      throw Refusal.invalid(
          "CHUNK_SIZE_OUT_OF_RANGE",
          "max_chunk_size",
          "max_chunk_size is " + request.maxChunkSize() + "; expected 0 to " + LARGEST_CHUNK);
    }
    if (request.type() == WatchType.STATELESS) {
      requireAbsent("page_size", request.pageSize() == 0);
      requireAbsent("page_token", request.pageToken().isEmpty());
      requireAbsent("order_by", request.orderBy().isEmpty());
    } else {
      requireAbsent("resume_token", request.resumeToken().isEmpty());
      requireAbsent("starting_time", request.startingTime().isEmpty());
    }
  }

  private static void requireAbsent(String field, boolean absent) {
    if (!absent) {
      throw Refusal.invalid(
          "FIELD_NOT_OF_THIS_WATCH",
          field,
          field + " is set; expected nothing in this type of watch");
    }
  }

  private record Sink(
      GatedCall<ByteString> call,
      WatchMessage.Form form,
      Function<WatchMessage, ByteString> encoder)
      implements WatchSink {
    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void send(WatchMessage message) {
      call.send(message.encoded(form, encoder));
    }

    @Override
    public void fail(Refusal refusal) {
      call.fail(refusal);
    }
  }
}
