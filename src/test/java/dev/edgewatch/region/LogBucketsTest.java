package dev.edgewatch.region;

import static dev.edgewatch.region.Logger.line;
import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.api.logging.v1.Bucket;
import dev.edgewatch.api.logging.v1.Bucket.RequiredTypedLabels;
import dev.edgewatch.api.logging.v1.CreateLogsResponse;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsRequest;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import io.grpc.Status.Code;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a bucket lets through, and who may use which (contract section 13.4). */
class LogBucketsTest {
  private static final String PUMPS = PARENT + "/buckets/pumps";
  private static final String FANS = PARENT + "/buckets/fans";

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    region.ann().create(Logger.DESCRIPTOR, COLD_CHAIN, Logger.syslog());
    for (String bucket : List.of(PUMPS, FANS)) {
      region
          .ann()
          .create(
              Logger.BUCKET, PARENT, only(bucket, bucket.substring(bucket.lastIndexOf('/') + 1)));
    }
    ann().create(COLD_CHAIN, line("pumps", "pump"), line("fans", "fan"), line("doors", "door"));
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Bucket only(String name, String unit) {
    return Bucket.newBuilder()
        .setName(name)
        .addServices("pumps.example")
        .addLogs(
            RequiredTypedLabels.newBuilder()
                .addDescriptors(Logger.SYSLOG)
                .putLabels(
                    "unit", RequiredTypedLabels.Strings.newBuilder().addStrings(unit).build()))
        .build();
  }

  private static Logger ann() {
    return new Logger(region.ann());
  }

  /** The agent of a device, whose bucket this is. */
  private static Logger agent(String bucket) {
    String id = "agents-" + UUID.randomUUID();
    RoleBinding.Builder binding =
        RoleBinding.newBuilder()
            .setRole(PredefinedRoles.DEVICE_AGENT)
            .setMember("serviceAccount:" + id);
    if (!bucket.isEmpty()) {
      binding.addScopeParams(
          ScopeParam.newBuilder()
              .setName(PredefinedRoles.LOG_BUCKET)
              .setString(ScopeParam.StringValue.newBuilder().setValue(bucket)));
    }
    region.operator().create(TestRegion.ROLE_BINDING, COLD_CHAIN, binding.build());
    return new Logger(Caller.with(region.channel(), issuer.client(id)));
  }

  @Test
  void whatABucketDoesNotListIsNeitherTakenNorTold() {
    Log otherUnit = line("fans", "in the wrong bucket");
    Log otherService = line("pumps", "of another service").toBuilder().setService("x").build();

    CreateLogsResponse answer =
        ann().create(PUMPS, line("pumps", "by bucket"), otherUnit, otherService);

    assertThat(answer.getLogNamesMap()).containsOnlyKeys(0);
    assertThat(answer.getLogNamesOrThrow(0)).startsWith(PUMPS + "/logs/");
    assertThat(answer.getFailedLogsList())
        .hasSize(2)
        .allSatisfy(
            failure ->
                assertThat(failure.getStatus().getCode())
                    .isEqualTo(Code.PERMISSION_DENIED.value()));
    List<Log> told = ann().all(Logger.in(PUMPS, ""));
    assertThat(Logger.texts(told)).containsExactly("by bucket", "pump");
    assertThat(told).allSatisfy(log -> assertThat(log.getName()).startsWith(PUMPS + "/logs/"));
    assertThat(ann().texts(PUMPS, "labels.unit = \"fans\"")).isEmpty();
    assertThat(ann().texts(COLD_CHAIN, "")).contains("by bucket", "fan", "door");
  }

  @Test
  void aKeyOfAnotherBucketsLogsOpensNothing() {
    String fan = ann().all(Logger.in(FANS, "")).getFirst().getBinKey();
    Log byKey = Log.newBuilder().setBinKey(fan).setStringPayload("smuggled").build();
    CreateLogsResponse answer = ann().create(PUMPS, byKey);
    assertThat(answer.getLogNamesMap()).isEmpty();
    assertThat(ann().texts(COLD_CHAIN, "")).doesNotContain("smuggled");
    assertThat(ann().texts(PUMPS, "bin_key = \"" + fan + "\"")).isEmpty();
  }

  @Test
  void severalBucketsOfAScopeTellEachEntryOnce() {
    List<String> both =
        Logger.texts(
            ann().all(Logger.in(PUMPS, "").toBuilder().addParents(FANS).setPageSize(1).build()));
    assertThat(both).contains("pump", "fan").doesNotContain("door").doesNotHaveDuplicates();
    List<String> withScope =
        Logger.texts(ann().all(Logger.in(PUMPS, "").toBuilder().addParents(COLD_CHAIN).build()));
    assertThat(withScope).contains("pump", "door").doesNotHaveDuplicates();
  }

  @Test
  void aBucketThatIsNotThereTakesNothingAndTellsNothing() {
    String none = PARENT + "/buckets/none";
    assertThat(Caller.code(() -> ann().create(none, line("pumps", "lost"))))
        .isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(ann().texts(none, "")).isEmpty();
  }

  @Test
  void anAgentLogsAndReadsByWayOfItsOwnBucketAlone() throws Exception {
    Logger agent = agent(PUMPS);

    assertThat(agent.create(PUMPS, line("pumps", "by agent")).getFailedLogsList()).isEmpty();
    assertThat(agent.texts(PUMPS, "")).contains("by agent").doesNotContain("fan", "door");
    try (LogSpeaker stream = LogSpeaker.open(agent.caller())) {
      stream.say(
          StreamingCreateLogsRequest.newBuilder()
              .setParent(PUMPS)
              .setRegionId("us-west2")
              .addLogs(line("pumps", "streamed"))
              .addLogs(line("fans", "streamed too"))
              .build());
      assertThat(stream.answer().getFailedLogsCount()).isEqualTo(1);
    }
    for (String foreign : List.of(FANS, COLD_CHAIN)) {
      assertThat(Caller.code(() -> agent.create(foreign, line("pumps", "x"))))
          .isEqualTo(Code.PERMISSION_DENIED);
      assertThat(Caller.code(() -> agent.page(Logger.in(foreign, ""))))
          .isEqualTo(Code.PERMISSION_DENIED);
      assertThat(
              Caller.code(
                  () -> agent.page(Logger.in(PUMPS, "").toBuilder().addParents(foreign).build())))
          .isEqualTo(Code.PERMISSION_DENIED);
      try (LogSpeaker stream = LogSpeaker.open(agent.caller())) {
        stream.say(
            StreamingCreateLogsRequest.newBuilder()
                .setParent(foreign)
                .setRegionId("us-west2")
                .build());
        assertThat(stream.end().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      }
    }
  }

  @Test
  void anAgentWhoseBindingNamesNoBucketLogsNowhere() {
    Logger agent = agent("");
    assertThat(Caller.code(() -> agent.create(PUMPS, line("pumps", "x"))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aBucketWithoutListsLetsAllOfItsScopeThrough() {
    String open = PARENT + "/buckets/open/to.all";
    region.ann().create(Logger.BUCKET, PARENT, Bucket.newBuilder().setName(open).build());
    assertThat(ann().texts(open, "")).contains("pump", "fan", "door");
  }
}
