package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.TestAuthority;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.store.TestPostgres;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region with a certificate: who does not encrypt, or badly, is not talked to. */
class EncryptedRegionTest {
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final String DENIED = "7";
  private static final String CUT = "cut";

  @TempDir private static Path folder;
  private static TestAuthority authority;
  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    authority = TestAuthority.in(folder);
    TestAuthority.Identity here = authority.here();
    issuer = new TestIssuer();
    region =
        TestRegion.on(
            issuer,
            TestPostgres.freshDatabase(),
            settings -> settings.withTls(new RegionSettings.Tls(here.certificate(), here.key())));
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static ManagedChannel channel(String protocol) throws SSLException {
    return NettyChannelBuilder.forAddress("localhost", region.port())
        .sslContext(
            GrpcSslContexts.forClient()
                .trustManager(authority.certificate().toFile())
                .protocols(protocol)
                .build())
        .build();
  }

  private static ServingStatus health(Channel channel) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void whoEncryptsIsAnswered(String protocol) throws Exception {
    ManagedChannel channel = channel(protocol);
    try {
      assertThat(health(channel)).isEqualTo(ServingStatus.SERVING);
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void whoDoesNotEncryptIsNotAnswered() {
    assertThatThrownBy(() -> health(region.channel()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("UNAVAILABLE");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0300, 0x0301, 0x0302})
  void oldProtocolsAreRefusedInTheFirstAnswer(int version) throws IOException {
    assertThat(answerTo(ClientHello.of(version))).isEqualTo(ALERT);
  }

  /**
   * The same greeting in a protocol of today is understood, so it is the version that is refused.
   */
  @Test
  void aGreetingOfTodayIsAnswered() throws IOException {
    assertThat(answerTo(ClientHello.of(0x0303))).isEqualTo(HANDSHAKE);
  }

  private static int answerTo(byte[] hello) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), region.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(hello);
      return socket.getInputStream().read();
    }
  }

  /**
   * gRPC itself cannot read a header that should be base64 and is not, and ends the connection it
   * came over: the sender's own, before it is a call.
   */
  @Test
  void binaryHeadersThatAreNoneEndNothingButTheirOwnConnection() throws Exception {
    ManagedChannel other = channel("TLSv1.3");
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      assertThat(status(client, "x-plain", "y")).isEqualTo(DENIED);
      assertThat(status(client, "x-any-bin", "AAAA")).isEqualTo(DENIED);
      for (String garbage : List.of("%%%", "not base64", "=", "====", "a", "A".repeat(6_001))) {
        for (String name : List.of("grpc-trace-bin", "grpc-status-details-bin", "x-any-bin")) {
          assertThat(status(client, name, garbage)).as(name + " " + garbage).isIn(DENIED, CUT);
          assertThat(health(other)).isEqualTo(ServingStatus.SERVING);
        }
      }
      assertThat(status(client, "x-plain", "y")).isEqualTo(DENIED);
    } finally {
      other.shutdownNow();
    }
  }

  /** How a call without a token ends that has this header. */
  private static String status(HttpClient client, String name, String value) throws Exception {
    URI method =
        URI.create(
            "https://localhost:" + region.port() + "/ntt.devices.v1.DeviceService/GetDevice");
    HttpRequest request =
        HttpRequest.newBuilder(method)
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .header(name, value)
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5]))
            .build();
    try {
      HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      return answer.headers().firstValue("grpc-status").orElse("none");
    } catch (IOException connectionEnded) {
      return CUT;
    }
  }

  private static SSLContext trusting() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(
        KeyStore.getInstance(authority.trusted().toFile(), TestAuthority.PASSWORD.toCharArray()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
