package dev.edgewatch.region;

import static dev.edgewatch.region.Logger.line;
import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.logging.v1.Bucket;
import dev.edgewatch.api.logging.v1.CreateLogsResponse;
import dev.edgewatch.api.logging.v1.ListLogsRequest;
import dev.edgewatch.api.logging.v1.ListLogsResponse;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsRequest;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ProtoTimes;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logs of a project are those of all its regions, and stay where they were taken. */
class LogsOverRegionsTest {
  private static final String BUCKET = TwoRegions.EAST + "/buckets/east";

  private TestIssuer issuer;
  private TwoRegions regions;

  @BeforeEach
  void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
    regions.awaitCopy(
        Logger.DESCRIPTOR,
        regions.west().ann().create(Logger.DESCRIPTOR, COLD_CHAIN, Logger.syslog()));
    regions
        .east()
        .ann()
        .create(Logger.BUCKET, TwoRegions.EAST, Bucket.newBuilder().setName(BUCKET).build());
  }

  @AfterEach
  void stop() {
    regions.close();
    issuer.close();
  }

  private Logger west() {
    return new Logger(regions.west().ann());
  }

  private Logger east() {
    return new Logger(regions.east().ann());
  }

  private static Log in(String region, String text) {
    return line("u", text).toBuilder().setRegion(region).build();
  }

  @Test
  void pagesOfAllRegionsHoldEachEntryOnceWhicheverIsAsked() {
    List<String> sent = new ArrayList<>();
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (int call = 0; call < 6; call++) {
      List<Log> logs = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String text = "line " + sent.size();
        sent.add(text);
        logs.add(
            line("unit-" + i % 3, text).toBuilder()
                .setTime(ProtoTimes.timestamp(begin.plusMillis(i % 2)))
                .build());
      }
      Logger logger = call % 2 == 0 ? west() : east();
      assertThat(logger.create(COLD_CHAIN, logs).getFailedLogsList()).isEmpty();
    }
    for (Logger asked : List.of(west(), east())) {
      for (int size : List.of(1, 4, 100)) {
        ListLogsRequest request =
            Logger.in(COLD_CHAIN, "labels.unit != \"none\"").toBuilder().setPageSize(size).build();
        assertThat(Logger.texts(asked.all(request))).containsExactlyInAnyOrderElementsOf(sent);
      }
      assertThat(asked.all(Logger.in(COLD_CHAIN, "region = \"eastus2\"")))
          .hasSize(30)
          .allSatisfy(log -> assertThat(log.getRegion()).isEqualTo("eastus2"));
    }
  }

  @Test
  void eachLogIsTakenByTheRegionThatItSays() throws Exception {
    CreateLogsResponse answer =
        west()
            .create(
                COLD_CHAIN,
                in("eastus2", "0"),
                in("us-west2", "1"),
                in("mars-1", "2"),
                in("", "3"),
                in("eastus2", "4"),
                in("eastus2", "5").toBuilder().putLabels("hall", "b").build());

    assertThat(answer.getLogNamesMap()).containsOnlyKeys(0, 1, 3, 4);
    assertThat(answer.getLogNamesOrThrow(0)).isEqualTo(answer.getLogNamesOrThrow(4));
    assertThat(answer.getLogNamesOrThrow(1))
        .isEqualTo(answer.getLogNamesOrThrow(3))
        .isNotEqualTo(answer.getLogNamesOrThrow(0));
    assertThat(answer.getFailedLogsList())
        .extracting(failure -> failure.getLogs(0).getStringPayload())
        .containsExactlyInAnyOrder("2", "5");

    assertThat(west().create(BUCKET, line("u", "6")).getLogNamesOrThrow(0)).startsWith(BUCKET);
    try (LogSpeaker ann = LogSpeaker.open(regions.west().ann())) {
      ann.say(
          StreamingCreateLogsRequest.newBuilder()
              .setParent(COLD_CHAIN)
              .setRegionId("eastus2")
              .addLogs(line("u", "7"))
              .build());
      assertThat(ann.answer().getBinKeysMap()).containsOnlyKeys(0);
      ann.finish();
      assertThat(ann.end().isOk()).isTrue();
    }

    assertThat(west().texts(COLD_CHAIN, "region = \"us-west2\""))
        .containsExactlyInAnyOrder("1", "3");
    assertThat(west().texts(BUCKET, "")).containsExactlyInAnyOrder("0", "4", "6", "7");
    assertThat(
            Logger.texts(
                west().all(Logger.in(BUCKET, "").toBuilder().addParents(COLD_CHAIN).build())))
        .containsExactlyInAnyOrder("0", "1", "3", "4", "6", "7");
    try (LogSpeaker ann = LogSpeaker.open(regions.west().ann())) {
      ann.say(
          StreamingCreateLogsRequest.newBuilder()
              .setParent(BUCKET)
              .setRegionId("us-west2")
              .build());
      assertThat(ann.end().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aRegionThatIsDownIsNamedAndTheOthersAnswerAndTakeLogs() throws Exception {
    west().create(COLD_CHAIN, line("u", "from the west"));
    east().create(COLD_CHAIN, line("u", "from the east"));
    regions.stopEast();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              ListLogsResponse page = west().page(Logger.in(COLD_CHAIN, ""));
              assertThat(Logger.texts(page.getLogsList())).containsExactly("from the west");
              assertThat(page.getExecutionErrorsList())
                  .singleElement()
                  .satisfies(
                      error ->
                          assertThat(
                                  error
                                      .getDetails(0)
                                      .unpack(ListLogsResponse.ErrorDetails.class)
                                      .getRegionId())
                              .isEqualTo("eastus2"));
            });
    CreateLogsResponse answer = west().create(COLD_CHAIN, in("eastus2", "lost"), in("", "kept"));
    assertThat(answer.getLogNamesMap()).containsOnlyKeys(1);
    assertThat(answer.getFailedLogsList())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getLogs(0).getStringPayload()).isEqualTo("lost");
              assertThat(failure.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE.value());
            });

    regions.startEast();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(west().texts(COLD_CHAIN, ""))
                    .as("after a restart")
                    .containsExactly("kept", "from the east", "from the west"));
  }

  @Test
  void aRegionTakesLogsWhileTheOneThatControlsTheProjectIsDown() {
    east().create(COLD_CHAIN, line("u", "before"));
    regions.stopWest();

    assertThat(east().create(COLD_CHAIN, line("u", "meanwhile")).getFailedLogsList()).isEmpty();

    assertThat(east().texts(COLD_CHAIN, "region = \"eastus2\""))
        .containsExactly("meanwhile", "before");
    regions.startWest();
  }
}
