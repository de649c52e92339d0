package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that are too large, too deep, no messages, or hold what no field of theirs can hold. */
class HostileMessagesTest {
  private static final FieldMask LABELS =
      FieldMask.newBuilder().addPaths("metadata.labels").build();
  private static final int LARGEST = 1 << 20;

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller operator;
  private static List<Subject> subjects;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    operator = region.operator();
    subjects = Subjects.in(region).ofEveryType();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  /** Creates and updates, each as long as it is offered. */
  private static void write(
      Sweep sweep, Subject subject, String what, ByteString appended, Verdict verdict) {
    if (subject.methods().contains(StandardMethod.CREATE)) {
      ByteString body = subject.body(subject.name() + "x").toByteString().concat(appended);
      send(
          sweep,
          subject,
          what,
          StandardMethod.CREATE,
          CreateRequest.of(subject.parent(), body).encode(),
          verdict);
    }
    if (subject.methods().contains(StandardMethod.UPDATE)) {
      ByteString body = subject.body().toByteString().concat(appended);
      send(
          sweep,
          subject,
          what,
          StandardMethod.UPDATE,
          UpdateRequest.of(body, LABELS).encode(),
          verdict);
    }
  }

  private static void send(
      Sweep sweep,
      Subject subject,
      String what,
      StandardMethod method,
      ByteString request,
      Verdict verdict) {
    sweep.send(what + " of " + subject, operator, subject.wire(method), request, verdict);
  }

  @Test
  void whatNoResourceCanBeIsRefused() {
    Sweep sweep = new Sweep("bodies");
    for (Subject subject : subjects) {
      for (HostileBodies.Wrong wrong : HostileBodies.ofAnyType()) {
        write(sweep, subject, wrong.what(), wrong.encoded(), Verdict.invalid());
      }
    }
    sweep.end(700);
  }

  @Test
  void whatNoFieldCanHoldIsRefusedWhereverTheFieldIs() {
    Sweep sweep = new Sweep("fields");
    for (Subject subject : subjects) {
      for (HostileBodies.Wrong wrong : HostileBodies.ofFields(subject.type().descriptor())) {
        write(sweep, subject, wrong.what(), wrong.encoded(), Verdict.invalid());
      }
    }
    sweep.end(4_900);
  }

  @Test
  void whatNoRequestCanAskForIsRefused() {
    Sweep sweep = new Sweep("requests");
    for (Subject subject : subjects) {
      for (StandardMethod method : subject.methods()) {
        HostileRequests.of(subject, method)
            .forEach(
                (what, request) -> send(sweep, subject, what, method, request, Verdict.invalid()));
      }
    }
    sweep.end(1_400);
  }

  @Test
  void fieldsThatNobodyKnowsAreNotKept() {
    Sweep sweep = new Sweep("unknown fields");
    ByteString unknown = HostileBodies.unknownFields();
    for (Subject subject : subjects) {
      write(sweep, subject, "unknown fields", unknown, Verdict.either());
      sweep.await();
      int size = operator.get(subject.type(), subject.name()).encoded().size();
      if (size > 5_000) {
        sweep.complain(subject + " has grown to " + size + " bytes");
      }
    }
    sweep.end(90);
  }

  @Test
  void hugeMapsAreRefused() {
    Meta.Builder labels = Meta.newBuilder();
    Meta.Builder annotations = Meta.newBuilder();
    for (int i = 0; i < 20_000; i++) {
      labels.putLabels("label-" + i, "x");
      annotations.putAnnotations("annotation-" + i, "x".repeat(20));
    }
    Sweep sweep = new Sweep("huge maps");
    for (Subject subject : subjects) {
      write(sweep, subject, "labels", metadata(subject, labels.build()), Verdict.invalid());
      if (subject.methods().contains(StandardMethod.UPDATE)) {
        ByteString body =
            subject.body().toByteString().concat(metadata(subject, annotations.build()));
        FieldMask mask = FieldMask.newBuilder().addPaths("metadata.annotations").build();
        send(
            sweep,
            subject,
            "annotations",
            StandardMethod.UPDATE,
            UpdateRequest.of(body, mask).encode(),
            Verdict.invalid());
      }
    }
    sweep.end(130);
  }

  private static ByteString metadata(Subject subject, Meta metadata) {
    FieldDescriptor field = subject.type().descriptor().findFieldByName("metadata");
    Message holder = subject.type().defaultInstance().toBuilder().setField(field, metadata).build();
    return holder.toByteString();
  }

  @Test
  void aMessageThatIsTooLargeIsRefused() {
    Sweep sweep = new Sweep("too large");
    tooLarge(sweep);
    sweep.end(400);
  }

  private static void tooLarge(Sweep sweep) {
    byte[] bytes = new byte[LARGEST + 1];
    bytes[0] = 15 << 3 | 2;
    ByteString request = ByteString.copyFrom(bytes);
    for (Subject subject : subjects) {
      for (StandardMethod method : subject.methods()) {
        sweep.send(
            "a byte more",
            operator,
            raw(method.fullMethodName(subject.type()), method),
            request,
            Verdict.refused(Code.RESOURCE_EXHAUSTED));
      }
    }
  }

  private static MethodDescriptor<ByteString, ByteString> raw(String name, StandardMethod method) {
    return MethodDescriptor.newBuilder(WireMethods.BYTES, WireMethods.BYTES)
        .setType(
            method.streaming()
                ? MethodDescriptor.MethodType.SERVER_STREAMING
                : MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  /** What is sent a second time finds everything loaded that a first time loads. */
  @Test
  void nothingOfItStaysInMemory() {
    Consumer<Sweep> all =
        sweep -> {
          tooLarge(sweep);
          ByteString unknown = HostileBodies.unknownFields();
          for (Subject subject : subjects) {
            write(sweep, subject, "unknown fields", unknown, Verdict.either());
          }
        };
    Sweep sweep = new Sweep("memory");
    all.accept(sweep);
    sweep.await();
    long before = heap();
    all.accept(sweep);
    sweep.end(900);
    assertThat(heap() - before).isLessThan(16L << 20);
  }

  /** A client holds what the server does not take, for as long as its connection is there. */
  @Test
  void whatIsMuchTooLargeStaysWithTheClient() throws Exception {
    Sweep sweep = new Sweep("much too large");
    long before = PlatformDependent.usedDirectMemory();
    byte[] bytes = new byte[6 * LARGEST];
    ByteString request = ByteString.copyFrom(bytes);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", region.port()).usePlaintext().build();
    Caller client = Caller.with(channel, issuer.role("operator"));
    for (Subject subject : subjects) {
      sweep.send(
          "much more",
          client,
          raw(StandardMethod.GET.fullMethodName(subject.type()), StandardMethod.GET),
          request,
          Verdict.refused(Code.RESOURCE_EXHAUSTED));
    }
    sweep.end(50);
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    await()
        .untilAsserted(
            () -> assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(16L << 20));
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
