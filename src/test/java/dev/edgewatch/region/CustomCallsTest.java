package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the gate does for custom methods of each kind, in two regions. */
class CustomCallsTest {
  private static final String HERE = TestRegion.PARENT + "/widgets/here";
  private static final String THERE = TwoRegions.EAST + "/widgets/there";
  private static final TestApi API = new TestApi();
  private static final AtomicInteger TURNS = new AtomicInteger();

  /** Streams that are open where they are carried out, by the text they were opened with. */
  private static final Map<String, Talk> OPEN = new ConcurrentHashMap<>();

  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions =
        TwoRegions.start(
            issuer,
            API.served(
                List.of(
                    unary("Look", (context, ask) -> API.told("seen " + text(ask))),
                    unary("Go", (context, ask) -> API.told(context.principal().member())),
                    unary("Greet", (context, ask) -> API.told(context.principal().member())),
                    unary("Approve", (context, ask) -> API.told("approved")),
                    new CustomMethod.Snapshot<>(
                        TestApi.SERVICE + "Turn", API.ask, API.told, CustomCallsTest::turn),
                    new CustomMethod.Feed<>(
                        TestApi.SERVICE + "Follow",
                        API.ask,
                        API.told,
                        (context, ask, replies) -> new Count(ask, replies)),
                    new CustomMethod.Bidi<>(
                        TestApi.SERVICE + "Talk",
                        API.ask,
                        API.told,
                        (context, replies) -> new Talk(replies)))));
    regions.awaitEachOther();
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static CustomMethod<DynamicMessage, DynamicMessage> unary(
      String name, CustomMethod.Unary.Work<DynamicMessage, DynamicMessage> work) {
    return new CustomMethod.Unary<>(TestApi.SERVICE + name, API.ask, API.told, work);
  }

  /** Renames the project of the widget. */
  private static DynamicMessage turn(
      CallContext context, DynamicMessage ask, MethodSession session) {
    ResourceType projects = API.catalog.type("iam.edgelq.com/Project");
    ResourceName name = projects.parseName(TestRegion.COLD_CHAIN);
    var row = session.require(name);
    TURNS.incrementAndGet();
    if (text(ask).equals("refuse")) {
      session.replace(row, row.as(Project.class).toBuilder().setTitle("never").build());
      throw Refusal.invalid("NO", "text", "text is refuse");
    }
    session.replace(row, row.as(Project.class).toBuilder().setTitle(text(ask)).build());
    return API.told(text(ask));
  }

  private static String text(DynamicMessage ask) {
    return TestApi.get(ask, "text");
  }

  /** Answers with numbers for as long as the caller takes them. */
  private static final class Count implements CustomMethod.Feed.Source {
    private final CustomMethod.Replies<DynamicMessage> replies;
    private final int last;
    private int next;

    Count(DynamicMessage ask, CustomMethod.Replies<DynamicMessage> replies) {
      this.replies = replies;
      this.last = Integer.parseInt(text(ask));
    }

    @Override
    public synchronized void ready() {
      while (next < last && replies.isReady()) {
        replies.reply(API.told(String.valueOf(next++)));
      }
      if (next == last) {
        replies.complete();
      }
    }

    @Override
    public void ended() {
      // nothing to let go of
    }
  }

  /** Says everything back, and tells the test how it ended. */
  private static final class Talk implements CustomMethod.Conversation<DynamicMessage> {
    private final CustomMethod.Replies<DynamicMessage> replies;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    Talk(CustomMethod.Replies<DynamicMessage> replies) {
      this.replies = replies;
    }

    @Override
    public void said(DynamicMessage message) {
      OPEN.putIfAbsent(text(message), this);
      if (text(message).equals("stop")) {
        throw Refusal.invalid("STOP", "text", "text is stop");
      }
      replies.reply(API.told(text(message)));
    }

    @Override
    public void finished() {
      replies.complete();
    }

    @Override
    public void ended() {
      over.complete(true);
    }
  }

  /** The caller's side of a conversation. */
  private static final class Speaker implements StreamObserver<ByteString> {
    private final StreamObserver<ByteString> out;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<io.grpc.Status> end = new CompletableFuture<>();

    Speaker(Caller caller) {
      out =
          ClientCalls.asyncBidiStreamingCall(
              caller.channel().newCall(WireMethods.of(API.method("Talk")), CallOptions.DEFAULT),
              this);
    }

    Speaker say(String name, String text) {
      out.onNext(API.ask(name, text).toByteString());
      return this;
    }

    String answer() throws InterruptedException {
      return answers.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public void onNext(ByteString answer) {
      answers.add(text(decoded(answer)));
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(io.grpc.Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      end.complete(io.grpc.Status.OK);
    }
  }

  private static DynamicMessage decoded(ByteString answer) {
    try {
      return DynamicMessage.parseFrom(API.told.getDescriptorForType(), answer);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }

  private static String call(Caller caller, String method, DynamicMessage request) {
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
    return text(
        decoded(
            ClientCalls.blockingUnaryCall(
                caller.channel(),
                WireMethods.of(API.method(method)),
                options,
                request.toByteString())));
  }

  @Test
  void aCallIsCarriedOutWhereWhatItIsAboutBelongs() {
    Caller ann = regions.west().ann();
    assertThat(call(ann, "Look", API.ask(HERE, "a"))).isEqualTo("seen a");
    assertThat(ann.trailer(Headers.POSITION)).startsWith("us-west2:");
    assertThat(call(ann, "Look", API.ask(THERE, "b"))).isEqualTo("seen b");
    assertThat(ann.trailer(Headers.POSITION)).startsWith("eastus2:");
  }

  @Test
  void aCallThatNamesItsRegionIsCarriedOutThere() {
    Caller ann = regions.west().ann();
    DynamicMessage east = TestApi.set(API.ask, "region", "eastus2");
    assertThat(call(ann, "Go", east)).isEqualTo("user:ann@acme.example");
    assertThat(ann.trailer(Headers.POSITION)).startsWith("eastus2:");
    assertThat(Caller.code(() -> call(ann, "Go", API.ask))).isEqualTo(Code.INVALID_ARGUMENT);
    DynamicMessage nowhere = TestApi.set(API.ask, "region", "mars-1");
    assertThat(Caller.code(() -> call(ann, "Go", nowhere))).isNotEqualTo(Code.OK);
  }

  @Test
  void thePermissionIsAskedOnWhatTheCallIsAboutAndByTheOwner() {
    for (String name : List.of(HERE, THERE)) {
      Status refused =
          Caller.refusal(() -> call(regions.west().greta(), "Look", API.ask(name, "")));
      assertThat(refused.getCode()).as(name).isEqualTo(Code.PERMISSION_DENIED.value());
      assertThat(refused.getMessage()).contains("widgets.look");
    }
    assertThat(Caller.code(() -> call(regions.west().ann(), "Look", API.ask("projects/-", ""))))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void thePermissionIsAskedOnTheScopeWhereThereIsOne() {
    DynamicMessage own = TestApi.set(API.ask(HERE, ""), "scope", "organizations/acme");
    DynamicMessage foreign = TestApi.set(API.ask(HERE, ""), "scope", "organizations/globex");
    DynamicMessage none = API.ask(HERE, "");
    assertThat(call(regions.west().ann(), "Approve", own)).isEqualTo("approved");
    regions
        .west()
        .operator()
        .create(
            TestRegion.ORGANIZATION,
            "",
            Organization.newBuilder().setName("organizations/globex").build());
    regions
        .west()
        .bind("organizations/globex", PredefinedRoles.ADMIN_OPERATOR, "user:greta@globex.example");
    assertThat(call(regions.west().greta(), "Approve", foreign)).isEqualTo("approved");
    assertThat(Caller.code(() -> call(regions.west().ann(), "Approve", foreign)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> call(regions.west().ann(), "Approve", none)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(call(regions.west().operator(), "Approve", none)).isEqualTo("approved");
  }

  @Test
  void onlyMethodsForEverybodyLetPeopleInWithoutAToken() {
    assertThat(call(regions.west().anybody(), "Greet", API.ask)).isEqualTo("allUsers");
    assertThat(call(regions.west().ann(), "Greet", API.ask)).isEqualTo("user:ann@acme.example");
    Caller forged = regions.west().anybody().and(Headers.AUTHORIZATION, "Bearer a.b.c");
    assertThat(Caller.code(() -> call(forged, "Greet", API.ask))).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(Caller.code(() -> call(regions.west().anybody(), "Go", API.ask)))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aMethodInASessionIsCommittedBeforeItsAnswerAndNotAtAllWhenItRefuses() {
    Caller ann = regions.west().ann();
    assertThat(call(ann, "Turn", API.ask(HERE, "Turned"))).isEqualTo("Turned");
    assertThat(ann.trailer(Headers.POSITION)).startsWith("us-west2:");
    assertThat(title(ann)).isEqualTo("Turned");
    assertThat(Caller.code(() -> call(ann, "Turn", API.ask(HERE, "refuse"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(title(ann)).isEqualTo("Turned");
  }

  private static String title(Caller caller) {
    return caller.get(TestRegion.PROJECT, TestRegion.COLD_CHAIN).as(Project.class).getTitle();
  }

  @Test
  void aMethodInASessionIsRunAgainWhenItLoses() throws Exception {
    int before = TURNS.get();
    List<CompletableFuture<String>> calls =
        java.util.stream.IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> call(regions.west().ann(), "Turn", API.ask(HERE, "Title " + i))))
            .toList();
    for (CompletableFuture<String> call : calls) {
      assertThat(call.get(20, TimeUnit.SECONDS)).startsWith("Title ");
    }
    assertThat(TURNS.get() - before).isGreaterThanOrEqualTo(16);
    assertThat(title(regions.west().ann())).startsWith("Title ");
  }

  @Test
  void aRepeatedCallInASessionIsCarriedOutOnceAndAnsweredAgain() {
    Caller ann =
        regions
            .west()
            .ann()
            .and(Headers.REQUEST_ID, "turn-once")
            .and(Headers.REPETITION, Headers.SAME_ANSWER);
    int before = TURNS.get();
    for (int i = 0; i < 3; i++) {
      assertThat(call(ann, "Turn", API.ask(HERE, "Once"))).isEqualTo("Once");
    }
    assertThat(TURNS.get() - before).isEqualTo(1);
  }

  @Test
  void aFeedIsPassedOnMessageByMessage() throws Exception {
    for (String name : List.of(HERE, THERE)) {
      var answers =
          ClientCalls.blockingServerStreamingCall(
              regions.west().ann().channel(),
              WireMethods.of(API.method("Follow")),
              CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
              API.ask(name, "5000").toByteString());
      int expected = 0;
      while (answers.hasNext()) {
        assertThat(text(decoded(answers.next()))).isEqualTo(String.valueOf(expected++));
      }
      assertThat(expected).as(name).isEqualTo(5_000);
    }
  }

  @Test
  void aConversationIsPassedOnInBothDirectionsUntilBothHaveFinished() throws Exception {
    for (String name : List.of(HERE, THERE)) {
      Speaker ann = new Speaker(regions.west().ann());
      for (int i = 0; i < 1_000; i++) {
        ann.say(name, "m" + i);
      }
      for (int i = 0; i < 1_000; i++) {
        assertThat(ann.answer()).isEqualTo("m" + i);
      }
      ann.out.onCompleted();
      assertThat(ann.end.get(10, TimeUnit.SECONDS).isOk()).as(name).isTrue();
    }
  }

  @Test
  void howAConversationEndsIsToldToTheOtherSide() throws Exception {
    for (String name : List.of(HERE, THERE)) {
      Speaker refused = new Speaker(regions.west().ann()).say(name, "hello " + name);
      assertThat(refused.answer()).isEqualTo("hello " + name);
      refused.say(name, "stop");
      assertThat(refused.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Code.INVALID_ARGUMENT);

      String text = "gone " + name;
      Speaker gone = new Speaker(regions.west().ann()).say(name, text);
      assertThat(gone.answer()).isEqualTo(text);
      gone.out.onError(io.grpc.Status.CANCELLED.asRuntimeException());
      assertThat(Objects.requireNonNull(OPEN.get(text)).over.get(10, TimeUnit.SECONDS))
          .as(name)
          .isTrue();

      Speaker foreign = new Speaker(regions.west().greta()).say(name, "x");
      assertThat(foreign.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void anOpenConversationEndsWhenItsProjectChangesHands() throws Exception {
    Caller operator = regions.west().operator();
    operator.create(
        TestRegion.PROJECT,
        "",
        TestRegion.project("acme-leaving", "acme").toBuilder()
            .setMultiRegionPolicy(TwoRegions.POLICY)
            .build());
    String name = "projects/acme-leaving/regions/us-west2/widgets/w";
    await()
        .untilAsserted(
            () -> assertThat(call(regions.west().ann(), "Look", API.ask(name, ""))).isNotNull());
    Speaker ann = new Speaker(regions.west().ann()).say(name, "before");
    assertThat(ann.answer()).isEqualTo("before");
    operator.update(
        TestRegion.PROJECT,
        Project.newBuilder().setName("projects/acme-leaving").build(),
        "parent_organization");
    assertThat(ann.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aCallThatWasInThisRegionBeforeIsNotPassedOn() {
    Caller looping = regions.west().ann().and(Headers.EXECUTING_REGIONS, "us-west2");
    assertThat(Caller.code(() -> call(looping, "Look", API.ask(THERE, ""))))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }
}
