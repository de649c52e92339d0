package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.Statuses;
import dev.edgewatch.routing.WireMethods;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A region on loopback that does what a test tells it: a real gRPC server with the standard methods
 * of some types.
 */
final class ScriptedRegion implements AutoCloseable {
  private final Server server;
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  ScriptedRegion(ResourceType... types) {
    this(0, types);
  }

  ScriptedRegion(int port, ResourceType... types) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .permitKeepAliveTime(20, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    for (ResourceType type : types) {
      ServerServiceDefinition.Builder service =
          ServerServiceDefinition.builder(StandardMethod.serviceName(type));
      for (StandardMethod method : StandardMethod.of(type)) {
        service.addMethod(WireMethods.of(type, method), handler(type, method));
      }
      builder.addService(service.build());
    }
    try {
      server = builder.build().start();
    } catch (IOException portTaken) {
      throw new UncheckedIOException(portTaken);
    }
  }

  Endpoint endpoint() {
    return new Endpoint("127.0.0.1", server.getPort());
  }

  /** The next call that arrives, in the order of arrival. */
  Call next() {
    return next(Duration.ofSeconds(10));
  }

  Call next(Duration patience) {
    try {
      Call call = calls.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (call == null) {
        throw new AssertionError("no call arrived within " + patience);
      }
      return call;
    } catch (InterruptedException interrupted) {
      throw new AssertionError("interrupted while waiting for a call", interrupted);
    }
  }

  /** The next call of a type's collection watch; others wait no longer. */
  Call nextWatchOf(ResourceType type) {
    Call call = next();
    while (call.type != type || call.method != StandardMethod.WATCH_MANY) {
      calls.add(call);
      call = next();
    }
    return call;
  }

  boolean isIdle() {
    return calls.isEmpty();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ServerCallHandler<ByteString, ByteString> handler(
      ResourceType type, StandardMethod method) {
    return (serverCall, headers) -> {
      serverCall.request(2);
      Call call = new Call(type, method, headers, serverCall);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(ByteString message) {
          call.encodedRequest = message;
        }

        @Override
        public void onHalfClose() {
          calls.add(call);
        }

        @Override
        public void onCancel() {
          call.cancelled = true;
        }
      };
    };
  }

  /** One call that arrived. */
  static final class Call {
    final ResourceType type;
    final StandardMethod method;
    final Metadata headers;
    private final ServerCall<ByteString, ByteString> call;
    private final AtomicInteger sent = new AtomicInteger();
    private volatile ByteString encodedRequest = ByteString.EMPTY;
    volatile boolean cancelled;

    Call(
        ResourceType type,
        StandardMethod method,
        Metadata headers,
        ServerCall<ByteString, ByteString> call) {
      this.type = type;
      this.method = method;
      this.headers = headers;
      this.call = call;
    }

    StandardRequest request() {
      return method.decodeRequest(encodedRequest);
    }

    WatchManyRequest watch() {
      return (WatchManyRequest) request();
    }

    boolean isReady() {
      return call.isReady();
    }

    Call send(WatchManyResponse... messages) {
      List.of(messages).forEach(message -> send(message.encode()));
      return this;
    }

    Call send(ByteString message) {
      if (sent.getAndIncrement() == 0) {
        call.sendHeaders(new Metadata());
      }
      call.sendMessage(message);
      return this;
    }

    void answer(ByteString message, String position) {
      send(message);
      Metadata trailers = new Metadata();
      trailers.put(Headers.POSITION, position);
      call.close(Status.OK, trailers);
    }

    void refuse(Refusal refusal) {
      var failure = Statuses.exception(refusal);
      call.close(failure.getStatus(), failure.getTrailers());
    }

    void fail(Status status) {
      call.close(status, new Metadata());
    }
  }
}
