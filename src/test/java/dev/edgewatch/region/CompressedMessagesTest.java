package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that are small on the wire and large when they are unpacked. */
class CompressedMessagesTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int AT_ONCE = 8;
  private static final MethodDescriptor<ByteString, ByteString> GET =
      WireMethods.of(TestRegion.DEVICE, StandardMethod.GET);

  private static TestIssuer issuer;
  private static TestRegion region;
  private static List<Subject> subjects;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    subjects = Subjects.in(region).ofEveryType();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @Test
  void aCompressedRequestIsAnsweredLikeAnyOther() throws Exception {
    Subject subject = subjects.getFirst();
    ByteString request = GetRequest.of(subject.name()).encode();
    try (Compressing client = new Compressing(zipped(request.toByteArray(), 1))) {
      assertThat(client.ends(subject).isAnswered()).isTrue();
    }
  }

  @Test
  void whatUnpacksToMoreThanAMessageMayBeIsRefusedByEveryMethod() throws Exception {
    Sweep sweep = new Sweep("compressed messages");
    byte[] bomb = zipped(new byte[MEBIBYTE], 2);
    assertThat(bomb).hasSizeLessThan(4 << 10);
    try (Compressing client = new Compressing(bomb)) {
      for (Subject subject : subjects) {
        for (StandardMethod method : subject.methods()) {
          sweep.send(
              "2 MiB in 2 KiB",
              client.channel,
              subject.wire(method),
              GetRequest.of(subject.name()).encode(),
              client.headers(),
              Verdict.refused(Code.RESOURCE_EXHAUSTED));
        }
      }
      sweep.end(400);
    }
  }

  @Test
  void theRefusalIsRecordedAsWhatItIsAndGivenOnce() throws Exception {
    Timer refused = recorded(GET.getFullMethodName(), Code.RESOURCE_EXHAUSTED);
    long before = refused.count();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
    try (Compressing client = new Compressing(zipped(new byte[MEBIBYTE], 2))) {
      CompletableFuture<Code> end = new CompletableFuture<>();
      ClientCall<ByteString, ByteString> call = client.channel.newCall(GET, CallOptions.DEFAULT);
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onClose(io.grpc.Status status, Metadata trailers) {
              end.complete(status.getCode());
            }
          },
          client.headers());
      call.request(1);
      for (int i = 0; i < 2; i++) {
        call.sendMessage(GetRequest.of("two messages, each too large").encode());
      }
      call.halfClose();

      assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(refused.count()).isEqualTo(before + 1));
      assertThat(thrown.get()).isNull();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(usual);
    }
  }

  private static Timer recorded(String method, Code code) {
    return Timer.builder("edgewatch.region.calls")
        .tag("method", method)
        .tag("code", code.name())
        .register(region.meters());
  }

  /** What is allocated tells that no more of it is unpacked than a message may have. */
  @Test
  void aGibibyteIsNotUnpacked() throws Exception {
    byte[] bomb = zipped(new byte[MEBIBYTE], 1 << 10);
    assertThat(bomb).hasSizeLessThan(MEBIBYTE);
    Sweep sweep = new Sweep("gibibytes");
    try (Compressing client = new Compressing(bomb)) {
      long before = allocated();
      for (int i = 0; i < AT_ONCE; i++) {
        Subject subject = subjects.get(i);
        sweep.send(
            "1 GiB in 1 MiB",
            client.channel,
            subject.wire(StandardMethod.GET),
            GetRequest.of(subject.name()).encode(),
            client.headers(),
            Verdict.refused(Code.RESOURCE_EXHAUSTED));
      }
      sweep.end(AT_ONCE);
      assertThat(allocated() - before).isLessThan(AT_ONCE * 16L * MEBIBYTE);
    }
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getTotalThreadAllocatedBytes();
  }

  private static byte[] zipped(byte[] part, int times) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped, 1 << 16)) {
      for (int i = 0; i < times; i++) {
        out.write(part);
      }
    }
    return zipped.toByteArray();
  }

  /** A client that sends the same compressed bytes whatever it is to send. */
  private static final class Compressing implements AutoCloseable, ClientInterceptor, Codec {
    private final byte[] sent;
    private final ManagedChannel plain;
    private final Channel channel;

    Compressing(byte[] sent) {
      this.sent = sent;
      CompressorRegistry only = CompressorRegistry.newEmptyInstance();
      only.register(this);
      this.plain =
          NettyChannelBuilder.forAddress("127.0.0.1", region.port())
              .compressorRegistry(only)
              .usePlaintext()
              .build();
      this.channel = ClientInterceptors.intercept(plain, this);
    }

    Metadata headers() {
      Metadata headers = new Metadata();
      headers.put(Headers.AUTHORIZATION, "Bearer " + issuer.role("operator"));
      return headers;
    }

    Ending ends(Subject subject) throws Exception {
      return Ending.of(
              channel,
              subject.wire(StandardMethod.GET),
              GetRequest.of(subject.name()).encode(),
              headers())
          .get();
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return next.newCall(method, options.withCompression("gzip"));
    }

    @Override
    public String getMessageEncoding() {
      return "gzip";
    }

    @Override
    public InputStream decompress(InputStream received) {
      throw new UnsupportedOperationException("answers are not compressed");
    }

    @Override
    public OutputStream compress(OutputStream wire) {
      return new FilterOutputStream(wire) {
        @Override
        public void write(int ignored) {}

        @Override
        public void write(byte[] ignored, int from, int count) {}

        @Override
        public void close() throws IOException {
          out.write(sent);
          out.close();
        }
      };
    }

    @Override
    public void close() {
      plain.shutdownNow();
    }
  }
}
