package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every method of the API is sent what it should not be, by somebody who may do nearly all. */
class HostileInputTest {
  /** What is never the caller's fault. */
  private static final Set<Code> OURS =
      EnumSet.of(
          Code.INTERNAL,
          Code.UNKNOWN,
          Code.DATA_LOSS,
          Code.UNAVAILABLE,
          Code.DEADLINE_EXCEEDED,
          Code.CANCELLED);

  private static final List<String> INNARDS = List.of("Exception", "dev.edgewatch", "SQL", "\tat ");

  /** What is too large is refused by gRPC itself, before it is a message. */
  private static final String TOO_LARGE = "exceeds maximum size";

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void isRefusedWithAReasonOrAnswered(Hostile hostile) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (MethodDescriptor method : methods()) {
      ByteString request = hostile.request(method.getInputType());
      complaint(send(method, request)).ifPresent(told -> wrong.add(name(method) + ": " + told));
    }
    assertThat(wrong).isEmpty();
  }

  private static List<MethodDescriptor> methods() {
    List<MethodDescriptor> methods = new ArrayList<>();
    DerivedDescriptors.compiled()
        .services()
        .forEach(service -> methods.addAll(service.getMethods()));
    assertThat(methods).hasSizeGreaterThan(500);
    return methods;
  }

  private static String name(MethodDescriptor method) {
    return method.getService().getFullName() + "/" + method.getName();
  }

  /** What is wrong with how a call ended; a call that was answered is all right. */
  private static Optional<String> complaint(Optional<Ending> ending) {
    if (ending.isEmpty() || ending.get().status.isOk()) {
      return Optional.empty();
    }
    Status status = ending.get().status;
    String message = String.valueOf(status.getDescription());
    if (OURS.contains(status.getCode()) || INNARDS.stream().anyMatch(message::contains)) {
      return Optional.of(status.toString());
    }
    return ending.get().reason().isEmpty() && !message.contains(TOO_LARGE)
        ? Optional.of(status + " without a reason")
        : Optional.empty();
  }

  private record Ending(Status status, Metadata trailers) {
    String reason() {
      com.google.rpc.Status told = StatusProto.fromStatusAndTrailers(status, trailers);
      try {
        for (Any detail : told.getDetailsList()) {
          if (detail.is(ErrorInfo.class)) {
            return detail.unpack(ErrorInfo.class).getReason();
          }
        }
      } catch (InvalidProtocolBufferException broken) {
        throw new AssertionError(broken);
      }
      return "";
    }
  }

  /** How the call ended; empty when it was answered and could have gone on. */
  private static Optional<Ending> send(MethodDescriptor method, ByteString request)
      throws Exception {
    ClientCall<ByteString, ByteString> call =
        region.operator().channel().newCall(wire(method), CallOptions.DEFAULT);
    CompletableFuture<Optional<Ending>> end = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(ByteString answer) {
            if (method.isServerStreaming()) {
              end.complete(Optional.empty());
            }
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(Optional.of(new Ending(status, trailers)));
          }
        },
        new Metadata());
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    try {
      return end.get(20, TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      return Optional.of(
          new Ending(
              Status.DEADLINE_EXCEEDED.withDescription("no answer for 20 s"), new Metadata()));
    } finally {
      call.cancel("answered", null);
    }
  }

  private static io.grpc.MethodDescriptor<ByteString, ByteString> wire(MethodDescriptor method) {
    return io.grpc.MethodDescriptor.newBuilder(WireMethods.BYTES, WireMethods.BYTES)
        .setType(type(method))
        .setFullMethodName(name(method))
        .build();
  }

  private static MethodType type(MethodDescriptor method) {
    if (method.isClientStreaming()) {
      return method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING;
    }
    return method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
  }
}
