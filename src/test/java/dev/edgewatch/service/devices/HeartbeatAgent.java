package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.HeartbeatMsg;
import dev.edgewatch.api.devices.v1.HeartbeatResponse;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.region.Caller;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** The agent of one device. */
final class HeartbeatAgent implements StreamObserver<HeartbeatResponse> {
  private final String name;
  final StreamObserver<HeartbeatMsg> out;
  final BlockingQueue<HeartbeatResponse> answers = new LinkedBlockingQueue<>();
  final CompletableFuture<Status> end = new CompletableFuture<>();

  HeartbeatAgent(Caller caller, String name) {
    this.name = name;
    this.out =
        ClientCalls.asyncBidiStreamingCall(
            caller
                .channel()
                .newCall(
                    CustomCalls.method(
                        "ntt.devices.v1.DeviceService/Heartbeat",
                        MethodDescriptor.MethodType.BIDI_STREAMING,
                        HeartbeatMsg.getDefaultInstance(),
                        HeartbeatResponse.getDefaultInstance()),
                    io.grpc.CallOptions.DEFAULT),
            this);
  }

  HeartbeatAgent register() {
    out.onNext(
        HeartbeatMsg.newBuilder()
            .setName(name)
            .setRegister(HeartbeatMsg.Register.getDefaultInstance())
            .build());
    return this;
  }

  void beat() {
    out.onNext(
        HeartbeatMsg.newBuilder()
            .setName(name)
            .setHeartbeat(HeartbeatMsg.Heartbeat.getDefaultInstance())
            .build());
  }

  @Override
  public void onNext(HeartbeatResponse answer) {
    answers.add(answer);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }
}
