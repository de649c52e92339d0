package dev.edgewatch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.TestAuthority;
import dev.edgewatch.resource.Catalog;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.MetadataUtils;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot show that it is the one that was meant gets no call, and so no token. */
class StrangeServersTest {
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

  @TempDir private static Path folder;
  private static TestAuthority ours;
  private static TestAuthority foreign;

  @BeforeAll
  static void trust() throws Exception {
    ours = TestAuthority.in(Files.createDirectory(folder.resolve("ours")));
    foreign = TestAuthority.in(Files.createDirectory(folder.resolve("foreign")));
    System.setProperty(STORE, ours.trusted().toString());
    System.setProperty(PASSWORD, TestAuthority.PASSWORD);
  }

  @AfterAll
  static void trustAsBefore() {
    System.clearProperty(STORE);
    System.clearProperty(PASSWORD);
  }

  @Test
  void oneOfATrustedAuthorityGetsTheCallAndTheToken() throws Exception {
    try (Listening server = new Listening(Optional.of(ours.here()))) {
      assertThat(called(server)).isEqualTo(Code.OK);
      assertThat(server.tokens).containsExactly("Bearer of-a-person");
    }
  }

  @Test
  void oneOfAnotherAuthorityGetsNothing() throws Exception {
    assertGetsNothing(Optional.of(foreign.here()));
  }

  @Test
  void oneWhoseCertificateIsOverGetsNothing() throws Exception {
    assertGetsNothing(Optional.of(ours.expired()));
  }

  @Test
  void oneOfAnotherNameGetsNothing() throws Exception {
    assertGetsNothing(Optional.of(ours.elsewhere()));
  }

  @Test
  void oneThatDoesNotEncryptGetsNothing() throws Exception {
    assertGetsNothing(Optional.empty());
  }

  private static void assertGetsNothing(Optional<TestAuthority.Identity> identity)
      throws Exception {
    try (Listening server = new Listening(identity)) {
      assertThat(called(server)).isEqualTo(Code.UNAVAILABLE);
      assertThat(server.tokens).isEmpty();
    }
  }

  private static Code called(Listening server) {
    Endpoint endpoint = new Endpoint("localhost", server.server.getPort());
    EnvRegistry registry = new EnvRegistry(List.of(endpoint));
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer of-a-person");
    try (Channels channels =
        new Channels(registry, ChannelSecurity.TLS, new RetryPolicy(Catalog.compiled().types()))) {
      var _ =
          HealthGrpc.newBlockingStub(channels.to(endpoint))
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance());
      return Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  /** A server that keeps the tokens it is sent. */
  private static final class Listening implements AutoCloseable {
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Server server;

    Listening(Optional<TestAuthority.Identity> identity) throws Exception {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .addService(new HealthStatusManager().getHealthService())
              .intercept(new Keeping());
      identity.ifPresent(
          one -> builder.useTransportSecurity(one.certificate().toFile(), one.key().toFile()));
      server = builder.build().start();
    }

    @Override
    public void close() {
      server.shutdownNow();
    }

    private final class Keeping implements ServerInterceptor {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        tokens.add(String.valueOf(headers.get(Headers.AUTHORIZATION)));
        return next.startCall(call, headers);
      }
    }
  }
}
