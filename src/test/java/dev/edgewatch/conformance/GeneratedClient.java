package dev.edgewatch.conformance;

import static dev.edgewatch.conformance.GeneratedMessages.field;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.Headers;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A client as somebody would write it who has the published descriptors and the contract, and
 * nothing of ours. Every message is checked by the letter of the contract as it comes.
 */
final class GeneratedClient implements WatchClient {
  private final ManagedChannel channel;
  private final String token;
  private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();

  GeneratedClient(int port, String token) {
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    this.token = token;
  }

  /** What a stream is told. */
  interface Heard {
    void message(Message message);

    void ended(Status status);
  }

  Watch open(StandardMethod method, Message request, Heard heard) {
    ClientCall<Message, Message> call =
        channel.newCall(GeneratedMessages.watch(method), CallOptions.DEFAULT);
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + token);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(Message message) {
            heard.message(message);
            call.request(1);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            heard.ended(status);
          }
        },
        headers);
    call.sendMessage(request);
    call.halfClose();
    call.request(1);
    return () -> call.cancel("closed by the client", null);
  }

  void later(Runnable retry) {
    channel.resetConnectBackoff();
    if (!retries.isShutdown()) {
      var _ = retries.schedule(retry, 100, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public Watch one(String name, OneObserver observer) {
    Message.Builder request = GeneratedMessages.request(StandardMethod.WATCH_ONE);
    set(request, "name", name);
    return open(StandardMethod.WATCH_ONE, request.build(), new OneStream(observer));
  }

  @Override
  public Watch page(PageQuery query, PageObserver observer) {
    Message.Builder request = GeneratedMessages.request(StandardMethod.WATCH_MANY);
    set(request, "parent", query.parent());
    set(request, "filter", query.filter());
    set(request, "order_by", query.orderBy());
    set(request, "page_token", query.pageToken());
    set(request, "page_size", query.pageSize());
    set(request, "max_chunk_size", query.maxChunkSize());
    if (!query.paths().isEmpty()) {
      set(request, "field_mask", FieldMask.newBuilder().addAllPaths(query.paths()).build());
    }
    return open(
        StandardMethod.WATCH_MANY, request.build(), new PageStream(query.maxChunkSize(), observer));
  }

  @Override
  public Watch all(AllQuery query, AllObserver observer) {
    return new AllStream(this, query, observer).open();
  }

  /** The request for everything, from a start. */
  static Message request(AllQuery query, Start start) {
    Message.Builder request = GeneratedMessages.request(StandardMethod.WATCH_MANY);
    var type = field(request, "type");
    request.setField(type, type.getEnumType().findValueByName("STATELESS"));
    set(request, "parent", query.parent());
    set(request, "filter", query.filter());
    set(request, "max_chunk_size", query.maxChunkSize());
    switch (start) {
      case Start.Snapshot() -> {}
      case Start.Token(var text) -> set(request, "resume_token", text);
      case Start.Time(var from) ->
          set(
              request,
              "starting_time",
              Timestamp.newBuilder()
                  .setSeconds(from.getEpochSecond())
                  .setNanos(from.getNano())
                  .build());
    }
    return request.build();
  }

  private static void set(Message.Builder request, String name, Object value) {
    request.setField(field(request, name), value);
  }

  @Override
  public void close() {
    retries.shutdownNow();
    channel.shutdownNow();
  }
}
