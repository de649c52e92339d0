package dev.edgewatch.region;

import static dev.edgewatch.region.Logger.line;
import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsRequest;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsResponse;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Logs that come as a stream (contract section 13.4). */
class LogStreamTest {
  private static final StreamingCreateLogsRequest OPENING =
      StreamingCreateLogsRequest.newBuilder().setParent(COLD_CHAIN).setRegionId("us-west2").build();

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    region.ann().create(Logger.DESCRIPTOR, COLD_CHAIN, Logger.syslog());
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static List<String> told(String unit) {
    return new Logger(region.ann()).texts(COLD_CHAIN, "labels.unit = \"" + unit + "\"");
  }

  @Test
  void eachMessageIsAnsweredWhenItsLogsAreFound() throws Exception {
    try (LogSpeaker ann = LogSpeaker.open(region.ann())) {
      for (int i = 0; i < 20; i++) {
        StreamingCreateLogsRequest next = i == 0 ? OPENING : OPENING.getDefaultInstanceForType();
        ann.say(next.toBuilder().addLogs(line("answered", "line " + i)).build());
        assertThat(ann.answer().getBinKeysMap()).containsOnlyKeys(0);
        assertThat(told("answered")).first().isEqualTo("line " + i);
      }
      ann.finish();
      assertThat(ann.end().isOk()).isTrue();
    }
  }

  @Test
  void whatWasSaidFirstNeedNotBeSaidAgain() throws Exception {
    try (LogSpeaker ann = LogSpeaker.open(region.ann())) {
      ann.say(OPENING.toBuilder().addLogs(line("short", "1")).build());
      String key = ann.answer().getBinKeysOrThrow(0);
      Log sameKind = Log.newBuilder().putLabels("unit", "short-2").setStringPayload("2").build();
      Log byKey = Log.newBuilder().setBinKey(key).setStringPayload("3").build();
      Log wrong = Log.newBuilder().putLabels("hall", "b").setStringPayload("4").build();

      ann.say(
          StreamingCreateLogsRequest.newBuilder()
              .addLogs(sameKind)
              .addLogs(byKey)
              .addLogs(wrong)
              .build());

      StreamingCreateLogsResponse answer = ann.answer();
      assertThat(answer.getBinKeysMap()).as("of what said no key itself").containsOnlyKeys(0);
      assertThat(answer.getFailedLogsList())
          .singleElement()
          .satisfies(failure -> assertThat(failure.getLogsList()).containsExactly(wrong));
      assertThat(told("short")).containsExactly("3", "1");
      assertThat(new Logger(region.ann()).all(Logger.in(COLD_CHAIN, "labels.unit = \"short-2\"")))
          .singleElement()
          .satisfies(
              log -> {
                assertThat(log.getService()).isEqualTo("pumps.example");
                assertThat(log.getLogDescriptor()).isEqualTo(Logger.SYSLOG);
              });
    }
  }

  @Test
  void whoDoesNotTakeTheAnswersIsNotAskedForMore() {
    List<Log> refused =
        Collections.nCopies(
            8,
            line("x", "y".repeat(60_000)).toBuilder()
                .clearService()
                .putLabels("hall", "b")
                .build());
    try (LogSpeaker silent = LogSpeaker.deaf(region.ann())) {
      silent.say(OPENING);
      int sent = 0;
      long last = System.nanoTime();
      while (sent < 400 && System.nanoTime() - last < Duration.ofSeconds(3).toNanos()) {
        if (silent.isReady()) {
          silent.say(StreamingCreateLogsRequest.newBuilder().addAllLogs(refused).build());
          last = System.nanoTime();
          sent++;
        } else {
          Thread.onSpinWait();
        }
      }
      assertThat(sent).as("messages of half a megabyte, each answered with as much").isLessThan(40);

      silent.listen();
      int awaited = sent + 1;
      await().atMost(Duration.ofSeconds(20)).until(() -> silent.answers() == awaited);
    }
  }

  @Test
  void aStreamIsOfOneParentAndOneRegion() throws Exception {
    for (StreamingCreateLogsRequest other :
        List.of(
            StreamingCreateLogsRequest.newBuilder().setParent("projects/globex-plant").build(),
            StreamingCreateLogsRequest.newBuilder().setRegionId("eastus2").build(),
            StreamingCreateLogsRequest.newBuilder()
                .addAllLogs(Collections.nCopies(1_001, Log.getDefaultInstance()))
                .build())) {
      try (LogSpeaker ann = LogSpeaker.open(region.ann())) {
        ann.say(OPENING);
        ann.answer();
        ann.say(other);
        assertThat(ann.end().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
      }
    }
  }

  @Test
  void whoMayNotIsRefusedWhateverHeSays() throws Exception {
    for (StreamingCreateLogsRequest said :
        List.of(OPENING, OPENING.toBuilder().clearRegionId().build())) {
      try (LogSpeaker greta = LogSpeaker.open(region.greta())) {
        greta.say(said);
        assertThat(greta.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      }
    }
    try (LogSpeaker ann = LogSpeaker.open(region.ann())) {
      ann.say(OPENING.toBuilder().clearRegionId().build());
      assertThat(ann.end().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aStreamEndsWithTheRightToIt() throws Exception {
    String member = "user:leaving@elsewhere.example";
    String binding = region.bind(COLD_CHAIN, PredefinedRoles.OPERATOR, member);
    try (LogSpeaker leaving = LogSpeaker.open(region.caller("leaving@elsewhere.example"))) {
      leaving.say(OPENING.toBuilder().addLogs(line("leaving", "before")).build());
      assertThat(leaving.answer().getFailedLogsList()).isEmpty();

      region.operator().delete(TestRegion.ROLE_BINDING, binding);

      assertThat(leaving.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      assertThat(told("leaving")).containsExactly("before");
    }
  }
}
