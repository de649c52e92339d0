package dev.edgewatch.region;

import static dev.edgewatch.region.Logger.line;
import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.logging.v1.CreateLogsResponse;
import dev.edgewatch.api.logging.v1.CreateLogsResponse.CreateError;
import dev.edgewatch.api.logging.v1.ListLogsRequest;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.api.logging.v1.TimeInterval;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ProtoTimes;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is logged is found again, and what is no log is refused (contract section 13.4). */
class LogServiceTest {
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

  private static Logger ann() {
    return new Logger(region.ann());
  }

  private static Code code(CreateError failure) {
    return io.grpc.Status.fromCodeValue(failure.getStatus().getCode()).getCode();
  }

  @Test
  void whatIsLoggedIsToldWithAllThatWasSaidOfIt() {
    Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Log sent = line("told", "started").toBuilder().setTime(ProtoTimes.timestamp(time)).build();

    CreateLogsResponse answer = ann().create(COLD_CHAIN, sent);

    assertThat(answer.getFailedLogsList()).isEmpty();
    String name = answer.getLogNamesOrThrow(0);
    assertThat(name).startsWith(COLD_CHAIN + "/logs/");
    assertThat(ann().all(Logger.in(COLD_CHAIN, "labels.unit = \"told\"")))
        .containsExactly(
            sent.toBuilder()
                .setName(name)
                .setScope(COLD_CHAIN)
                .setRegion("us-west2")
                .setBinKey(name.substring(name.lastIndexOf('/') + 1))
                .build());
  }

  @Test
  void eachKindOfPayloadComesBackAsItWent() {
    Log none = line("payloads", "").toBuilder().clearStringPayload().build();
    List<Log> logs =
        List.of(
            none.toBuilder().setStringPayload("text with \u0000 in it").build(),
            none.toBuilder().setBytesPayload(ByteString.copyFrom(new byte[] {0, 1, -1})).build(),
            none.toBuilder()
                .setJsonPayload(
                    Struct.newBuilder()
                        .putFields("code", Value.newBuilder().setNumberValue(7).build()))
                .build(),
            none.toBuilder().setJsonPayload(Struct.getDefaultInstance()).build(),
            none.toBuilder().setPbPayload(Any.pack(Logger.syslog())).build());
    assertThat(ann().create(COLD_CHAIN, logs).getFailedLogsList()).isEmpty();

    List<Log> told =
        new ArrayList<>(ann().all(Logger.in(COLD_CHAIN, "labels.unit = \"payloads\"")));
    Collections.reverse(told);
    assertThat(told)
        .extracting(
            log -> log.toBuilder().clearName().clearBinKey().clearScope().clearRegion().clearTime())
        .extracting(Log.Builder::build)
        .as("in the order in which they came, because they tell no time")
        .isEqualTo(logs);
  }

  @Test
  void whatIsNoLogIsRefusedAloneAndSentBackWithTheReason() {
    Log good = line("mixed", "good");
    Instant now = Instant.now();
    List<Log> bad =
        List.of(
            good.toBuilder().clearLogDescriptor().build(),
            good.toBuilder().setLogDescriptor(COLD_CHAIN + "/logDescriptors/no/such").build(),
            good.toBuilder().setLogDescriptor("nonsense").build(),
            good.toBuilder().putLabels("hall", "b").build(),
            good.toBuilder().putLabels("level", "x".repeat(257)).build(),
            good.toBuilder().putLabels("level", "a\u0000b").build(),
            good.toBuilder().setService("\u0007").build(),
            good.toBuilder().setVersion("v".repeat(129)).build(),
            good.toBuilder().clearStringPayload().build(),
            good.toBuilder().setBytesPayload(ByteString.copyFromUtf8("two")).build(),
            good.toBuilder().setStringPayload("x".repeat(64 * 1024 + 1)).build(),
            good.toBuilder().setTime(ProtoTimes.timestamp(now.minus(Duration.ofDays(365)))).build(),
            good.toBuilder().setTime(ProtoTimes.timestamp(now.plus(Duration.ofDays(1)))).build(),
            good.toBuilder().setTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)).build(),
            good.toBuilder().setRegion("mars-1").build(),
            good.toBuilder().setScope("projects/globex-plant").build(),
            good.toBuilder().setName("projects/globex-plant/logs/x").build(),
            good.toBuilder().setBinKey("x").build(),
            good.toBuilder().clearLogDescriptor().setBinKey("a\u0000b").build(),
            good.toBuilder().clearLogDescriptor().setBinKey("a".repeat(32)).build());
    List<Log> logs = new ArrayList<>(bad);
    logs.addFirst(good);
    logs.addLast(good);

    CreateLogsResponse answer = ann().create(COLD_CHAIN, logs);

    assertThat(answer.getLogNamesMap().keySet()).containsExactlyInAnyOrder(0, logs.size() - 1);
    assertThat(answer.getFailedLogsList())
        .hasSameSizeAs(bad)
        .allSatisfy(
            failure -> {
              assertThat(code(failure)).isIn(Code.INVALID_ARGUMENT, Code.NOT_FOUND);
              assertThat(failure.getStatus().getMessage()).contains("expected");
            });
    assertThat(answer.getFailedLogsList().stream().map(failure -> failure.getLogs(0)))
        .containsExactlyElementsOf(bad);
    assertThat(ann().texts(COLD_CHAIN, "labels.unit = \"mixed\"")).containsExactly("good", "good");
  }

  @Test
  void anotherTenantsDescriptorIsRefusedAsIfThereWereNone() {
    String foreign = "projects/globex-plant";
    String theirs = foreign + "/logDescriptors/pumps/syslog";
    region
        .greta()
        .create(Logger.DESCRIPTOR, foreign, Logger.syslog().toBuilder().setName(theirs).build());
    String missing = foreign + "/logDescriptors/pumps/none";

    List<CreateError> failures =
        ann()
            .create(
                COLD_CHAIN,
                line("foreign", "a").toBuilder().setLogDescriptor(theirs).build(),
                line("foreign", "a").toBuilder().setLogDescriptor(missing).build())
            .getFailedLogsList();

    assertThat(failures).extracting(LogServiceTest::code).containsOnly(Code.NOT_FOUND).hasSize(2);
    assertThat(failures.get(0).getStatus().getMessage().replace(theirs, missing))
        .isEqualTo(failures.get(1).getStatus().getMessage());
  }

  @Test
  void aKeySaysOnceMoreWhatWasSaidBefore() {
    String name = ann().create(COLD_CHAIN, line("keyed", "first")).getLogNamesOrThrow(0);
    String key = name.substring(name.lastIndexOf('/') + 1);
    Log byKey = Log.newBuilder().setBinKey(key).setStringPayload("second").build();
    Log byName = Log.newBuilder().setName(name).setStringPayload("third").build();

    CreateLogsResponse answer = ann().create(COLD_CHAIN, byKey, byName);

    assertThat(answer.getFailedLogsList()).isEmpty();
    assertThat(answer.getLogNamesMap().values()).containsOnly(name);
    assertThat(ann().texts(COLD_CHAIN, "labels.unit = \"keyed\""))
        .containsExactly("third", "second", "first");
    assertThat(ann().texts(COLD_CHAIN, "bin_key = \"" + key + "\"")).hasSize(3);
  }

  @Test
  void aFilterFindsWhatItSaysAndNothingElse() {
    Random random = new Random(7);
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      logs.add(
          line("filter-" + random.nextInt(4), "filtered " + i).toBuilder()
              .setService("service-" + random.nextInt(3))
              .setVersion("v" + random.nextInt(3))
              .putLabels("level", List.of("info", "warning", "error").get(random.nextInt(3)))
              .build());
    }
    assertThat(ann().create(COLD_CHAIN, logs).getFailedLogsList()).isEmpty();

    assertFinds(logs, "service = \"service-1\"", log -> log.getService().equals("service-1"));
    assertFinds(
        logs,
        "service IN [\"service-1\", \"service-2\"] AND labels.level = \"error\"",
        log -> !log.getService().equals("service-0") && level(log).equals("error"));
    assertFinds(
        logs,
        "labels.level IN [\"info\", \"error\"] AND version != \"v1\"",
        log -> !level(log).equals("warning") && !log.getVersion().equals("v1"));
    assertFinds(
        logs,
        "labels.unit = \"filter-1\" OR labels.level = \"warning\"",
        log -> log.getLabelsOrThrow("unit").equals("filter-1") || level(log).equals("warning"));
    assertFinds(
        logs,
        "string_payload = \"filtered 17\"",
        log -> log.getStringPayload().equals("filtered 17"));
    assertFinds(logs, "service = \"no\\u0000such\"", log -> false);
    assertFinds(logs, "region = \"us-west2\"", log -> true);
    assertFinds(logs, "region = \"eastus2\"", log -> false);
  }

  private static String level(Log log) {
    return log.getLabelsOrThrow("level");
  }

  private static void assertFinds(List<Log> logs, String filter, Predicate<Log> expected) {
    List<String> newestFirst =
        new ArrayList<>(Logger.texts(logs.stream().filter(expected).toList()));
    Collections.reverse(newestFirst);
    assertThat(
            ann().texts(COLD_CHAIN, "(" + filter + ")").stream()
                .filter(text -> text.startsWith("filtered "))
                .toList())
        .as(filter)
        .isEqualTo(newestFirst);
  }

  @Test
  void pagesHoldEachEntryOnceNewestFirstHoweverManyShareATime() {
    Random random = new Random(11);
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<String> sent = new ArrayList<>();
    for (int call = 0; call < 12; call++) {
      List<Log> logs = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String text = "paged " + sent.size();
        sent.add(text);
        Instant time = begin.plusMillis(random.nextInt(4));
        logs.add(
            line("page-" + random.nextInt(5), text).toBuilder()
                .setVersion("paged")
                .setTime(ProtoTimes.timestamp(time))
                .build());
      }
      assertThat(ann().create(COLD_CHAIN, logs).getFailedLogsList()).isEmpty();
    }
    for (int size : List.of(1, 7, 100, 1_000)) {
      ListLogsRequest request =
          Logger.in(COLD_CHAIN, "version = \"paged\"").toBuilder().setPageSize(size).build();
      List<Log> found = ann().all(request);
      assertThat(Logger.texts(found))
          .as("%d at once", size)
          .containsExactlyInAnyOrderElementsOf(sent);
      assertThat(found)
          .isSortedAccordingTo(
              Comparator.<Log, Instant>comparing(log -> ProtoTimes.instant(log.getTime()))
                  .thenComparing(Log::getBinKey)
                  .reversed());
      assertThat(ann().page(request).getLogsCount()).as("%d at once", size).isBetween(1, size + 12);
    }
  }

  @Test
  void aPageIsNeverLargerThanAClientTakes() {
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      logs.add(line("large", i + "x".repeat(60_000)));
    }
    for (int call = 0; call < 8; call++) {
      assertThat(ann().create(COLD_CHAIN, logs).getFailedLogsList()).isEmpty();
    }
    ListLogsRequest request =
        Logger.in(COLD_CHAIN, "labels.unit = \"large\"").toBuilder().setPageSize(1_000).build();
    assertThat(ann().page(request).getSerializedSize()).isBetween(3 << 20, 4 << 20);
    assertThat(ann().all(request)).hasSize(96);
  }

  @Test
  void anIntervalHoldsItsEnds() {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (int i = -1; i <= 1; i++) {
      Timestamp time = ProtoTimes.timestamp(at.plus(i, ChronoUnit.MICROS));
      ann().create(COLD_CHAIN, line("ends", "at " + i).toBuilder().setTime(time).build());
    }
    TimeInterval instant =
        TimeInterval.newBuilder()
            .setStartTime(ProtoTimes.timestamp(at))
            .setEndTime(ProtoTimes.timestamp(at))
            .build();
    assertThat(
            Logger.texts(
                ann()
                    .all(
                        Logger.in(COLD_CHAIN, "labels.unit = \"ends\"").toBuilder()
                            .setInterval(instant)
                            .build())))
        .containsExactly("at 0");
  }

  @Test
  void whoMayNotIsRefusedBeforeWhatHeSendsIsLookedAt() {
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:victor@elsewhere.example");
    Logger victor = new Logger(region.caller("victor@elsewhere.example"));
    Logger greta = new Logger(region.greta());
    List<Log> tooMany = Collections.nCopies(1_001, line("denied", "x"));
    assertThat(Caller.code(() -> victor.create(COLD_CHAIN, tooMany)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> greta.create(COLD_CHAIN, tooMany)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> greta.page(Logger.in(COLD_CHAIN, "nonsense ="))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(victor.texts(COLD_CHAIN, "labels.unit = \"denied\"")).isEmpty();
    assertThat(
            Caller.code(
                () ->
                    greta.page(
                        Logger.in("projects/globex-plant", "").toBuilder()
                            .addParents(COLD_CHAIN)
                            .build())))
        .as("one of two")
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> ann().create(COLD_CHAIN, tooMany)))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> new Logger(region.operator()).create("projects/no-such")))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void whatCannotBeAskedIsRefusedWithWhatIsExpected() {
    ListLogsRequest good = Logger.in(COLD_CHAIN, "");
    List<UnaryOperator<ListLogsRequest.Builder>> spoilt =
        List.of(
            ListLogsRequest.Builder::clearParents,
            bad -> bad.setParents(0, "projects/-"),
            bad -> bad.setParents(0, "regions/us-west2"),
            ListLogsRequest.Builder::clearInterval,
            bad -> bad.setPageToken("nonsense"),
            bad -> bad.setPageToken("r.e.O.5"),
            bad -> bad.setPageSize(-1),
            bad -> bad.setFilter("no_such_field = 1"));
    for (UnaryOperator<ListLogsRequest.Builder> spoil : spoilt) {
      ListLogsRequest bad = spoil.apply(good.toBuilder()).build();
      assertThat(Caller.code(() -> new Logger(region.operator()).page(bad)))
          .as(bad.toString())
          .isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void severalParentsAreOneListAndEachIsToldByItsOwnName() {
    String organization = "organizations/acme";
    String descriptor = organization + "/logDescriptors/pumps/syslog";
    region
        .ann()
        .create(
            Logger.DESCRIPTOR,
            organization,
            Logger.syslog().toBuilder().setName(descriptor).build());
    for (int i = 0; i < 6; i++) {
      boolean own = i % 2 == 0;
      Log log = line("parents", "line " + i);
      ann()
          .create(
              own ? COLD_CHAIN : organization,
              own ? log : log.toBuilder().setLogDescriptor(descriptor).build());
    }
    List<Log> found =
        ann()
            .all(
                Logger.in(COLD_CHAIN, "labels.unit = \"parents\"").toBuilder()
                    .addParents(organization)
                    .addParents(COLD_CHAIN)
                    .setPageSize(1)
                    .build());
    assertThat(Logger.texts(found))
        .containsExactly("line 5", "line 4", "line 3", "line 2", "line 1", "line 0");
    assertThat(found)
        .allSatisfy(log -> assertThat(log.getName()).startsWith(log.getScope() + "/logs/"));
    assertThat(new HashSet<>(found)).hasSize(6);
  }

  @Test
  void whoeverTakesANameThatWasFreeAgainDoesNotReadWhatWasLoggedUnderIt() {
    String project = "projects/acme-passing";
    Caller operator = region.operator();
    operator.create(TestRegion.PROJECT, "", TestRegion.project("acme-passing", "acme"));
    String descriptor = project + "/logDescriptors/pumps/syslog";
    operator.create(
        Logger.DESCRIPTOR, project, Logger.syslog().toBuilder().setName(descriptor).build());
    Logger logger = new Logger(operator);
    logger.create(project, line("p", "old").toBuilder().setLogDescriptor(descriptor).build());
    assertThat(logger.texts(project, "")).containsExactly("old");

    operator.delete(TestRegion.PROJECT, project);
    await().until(() -> !Caller.found(() -> operator.get(TestRegion.PROJECT, project)));
    operator.create(
        TestRegion.PROJECT,
        "",
        Project.newBuilder()
            .setName(project)
            .setTitle("another")
            .setParentOrganization("organizations/globex")
            .build());

    assertThat(logger.texts(project, "")).isEmpty();
  }
}
