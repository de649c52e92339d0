package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody who calls a region the way any gRPC client would. */
public final class Caller {
  private final Channel plain;
  private final Channel channel;
  private final Metadata headers;
  private final AtomicReference<Metadata> answerHeaders = new AtomicReference<>();
  private final AtomicReference<Metadata> trailers = new AtomicReference<>();

  Caller(Channel plain, Metadata headers) {
    this.plain = plain;
    this.channel =
        ClientInterceptors.intercept(
            plain,
            MetadataUtils.newAttachHeadersInterceptor(headers),
            MetadataUtils.newCaptureMetadataInterceptor(answerHeaders, trailers));
    this.headers = headers;
  }

  static Caller with(Channel channel, String token) {
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + token);
    return new Caller(channel, headers);
  }

  Caller and(Metadata.Key<String> key, String value) {
    Metadata more = new Metadata();
    more.merge(headers);
    more.put(key, value);
    return new Caller(plain, more);
  }

  public Channel channel() {
    return channel;
  }

  /** A trailer of the last call. */
  String trailer(Metadata.Key<String> key) {
    return Objects.requireNonNull(trailers.get().get(key), key.name());
  }

  String answerHeader(Metadata.Key<String> key) {
    return Objects.requireNonNull(answerHeaders.get().get(key), key.name());
  }

  public static ResourceType type(String fullName) {
    return Catalog.compiled().type(fullName);
  }

  ByteString ask(ResourceType type, StandardMethod method, StandardRequest request) {
    return ask(type, method, request.encode());
  }

  ByteString ask(ResourceType type, StandardMethod method, ByteString request) {
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
    return ClientCalls.blockingUnaryCall(channel, WireMethods.of(type, method), options, request);
  }

  /** The same, who wants the same answer when he asks again under the same id. */
  public Caller repeating(String requestId) {
    return and(Headers.REQUEST_ID, requestId).and(Headers.REPETITION, Headers.SAME_ANSWER);
  }

  /** A custom method with one answer. */
  public <Q extends Message, A extends Message> A call(String method, Q request, A answer) {
    return ClientCalls.blockingUnaryCall(
        channel,
        CustomCalls.method(method, MethodDescriptor.MethodType.UNARY, request, answer),
        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
        request);
  }

  public Resource get(ResourceType type, String name) {
    return resource(type, ask(type, StandardMethod.GET, GetRequest.of(name)));
  }

  public Resource create(ResourceType type, String parent, Message body) {
    return resource(
        type, ask(type, StandardMethod.CREATE, CreateRequest.of(parent, body.toByteString())));
  }

  public Resource update(ResourceType type, Message body, String... paths) {
    FieldMask mask = FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
    return resource(
        type, ask(type, StandardMethod.UPDATE, UpdateRequest.of(body.toByteString(), mask)));
  }

  public void delete(ResourceType type, String name) {
    ask(type, StandardMethod.DELETE, new DeleteRequest(name, false));
  }

  public ListResponse list(ResourceType type, ListRequest request) {
    return ListResponse.decode(ask(type, StandardMethod.LIST, request));
  }

  /** Whether a call finds what it asks for. */
  public static boolean found(Runnable get) {
    try {
      get.run();
      return true;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == io.grpc.Status.Code.NOT_FOUND) {
        return false;
      }
      throw refused;
    }
  }

  /** The status a call is refused with, details included. */
  public static Status refusal(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException refused) {
      return Objects.requireNonNull(StatusProto.fromThrowable(refused), "a refusal has a status");
    }
    throw new AssertionError("the call was expected to be refused");
  }

  public static io.grpc.Status.Code code(Runnable call) {
    return io.grpc.Status.fromCodeValue(refusal(call).getCode()).getCode();
  }

  private static Resource resource(ResourceType type, ByteString encoded) {
    Resource read = new Resource(type, "", encoded);
    return new Resource(type, type.nameOf(read.message()), encoded);
  }
}
