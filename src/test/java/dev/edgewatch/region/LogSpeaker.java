package dev.edgewatch.region;

import dev.edgewatch.api.logging.v1.StreamingCreateLogsRequest;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsResponse;
import dev.edgewatch.client.CustomCalls;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody's side of a stream of logs. */
final class LogSpeaker extends ClientCall.Listener<StreamingCreateLogsResponse>
    implements AutoCloseable {
  private static final int ALL = 1_000_000;

  private final ClientCall<StreamingCreateLogsRequest, StreamingCreateLogsResponse> call;
  private final BlockingQueue<StreamingCreateLogsResponse> answers = new LinkedBlockingQueue<>();
  private final AtomicInteger heard = new AtomicInteger();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  private LogSpeaker(Caller caller) {
    call =
        caller
            .channel()
            .newCall(
                CustomCalls.method(
                    "ntt.logging.v1.LogService/StreamingCreateLogs",
                    MethodType.BIDI_STREAMING,
                    StreamingCreateLogsRequest.getDefaultInstance(),
                    StreamingCreateLogsResponse.getDefaultInstance()),
                CallOptions.DEFAULT);
    call.start(this, new Metadata());
  }

  static LogSpeaker open(Caller caller) {
    LogSpeaker speaker = deaf(caller);
    speaker.listen();
    return speaker;
  }

  /** One who takes no answers as long as he does not {@link #listen}. */
  static LogSpeaker deaf(Caller caller) {
    return new LogSpeaker(caller);
  }

  void listen() {
    call.request(ALL);
  }

  boolean isReady() {
    return call.isReady();
  }

  void say(StreamingCreateLogsRequest message) {
    call.sendMessage(message);
  }

  void finish() {
    call.halfClose();
  }

  StreamingCreateLogsResponse answer() throws InterruptedException {
    return Objects.requireNonNull(answers.poll(20, TimeUnit.SECONDS), "an answer");
  }

  int answers() {
    return heard.get();
  }

  Status end() throws Exception {
    return end.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void onMessage(StreamingCreateLogsResponse message) {
    answers.add(message);
    heard.incrementAndGet();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(status);
  }

  @Override
  public void close() {
    call.cancel("the test is over", null);
  }
}
