package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch stream whose messages are kept as they came. */
final class StreamRecording implements AutoCloseable {
  private final ClientCall<ByteString, ByteString> call;
  private final BlockingQueue<ByteString> messages = new LinkedBlockingQueue<>();
  private final List<ByteString> all = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  StreamRecording(
      Caller caller, ResourceType type, StandardMethod method, StandardRequest request) {
    this(caller, WireMethods.of(type, method), request.encode());
  }

  /** One of another method. */
  StreamRecording(
      Caller caller, MethodDescriptor<ByteString, ByteString> method, ByteString request) {
    call = caller.channel().newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(ByteString message) {
            // First kept, then handed over: who has got a message finds it among all.
            all.add(message);
            messages.add(message);
            call.request(1);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.sendMessage(request);
    call.halfClose();
    call.request(1);
  }

  ByteString next() throws InterruptedException {
    ByteString message = messages.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError(
          "no message came within 10 s; the stream is "
              + end.getNow(Status.OK.withDescription("open")));
    }
    return message;
  }

  WatchManyResponse nextMany() throws InterruptedException {
    return WatchManyResponse.decode(next());
  }

  /** Whether a text stands in any message, wherever. */
  boolean hasSaid(String text) {
    return all.stream().anyMatch(message -> message.toStringUtf8().contains(text));
  }

  List<WatchManyResponse> all() {
    return all.stream().map(WatchManyResponse::decode).toList();
  }

  /** How many messages there were so far. */
  int said() {
    return all.size();
  }

  boolean hasEnded() {
    return end.isDone();
  }

  Status end() throws Exception {
    return end.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    call.cancel("the test is over", null);
  }
}
