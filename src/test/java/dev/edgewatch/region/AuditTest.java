package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.api.audit.v1.ActivityLog.Category;
import dev.edgewatch.api.audit.v1.ListActivityLogsRequest;
import dev.edgewatch.api.audit.v1.ListActivityLogsResponse;
import dev.edgewatch.api.audit.v1.ResourceChangeLog;
import dev.edgewatch.api.audit.v1.ResourceChangeLog.ResourceChange.Action;
import dev.edgewatch.api.audit.v1.TimeInterval;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.monitoring.v4.NotificationChannel;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Headers;
import io.grpc.Status.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No change without a record of who made it, and no refusal either (contract section 13.1). */
class AuditTest {
  private static final ResourceType SECRET = Caller.type("secrets.edgelq.com/Secret");
  private static final ResourceType CHANNEL =
      Caller.type("monitoring.edgelq.com/NotificationChannel");
  private static final ResourceType USER = Caller.type("iam.edgelq.com/User");
  private static final String ANN = "user:ann@acme.example";

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Audited ann() {
    return new Audited(region.ann());
  }

  private static String about(String device) {
    return "resource.name = \"" + PARENT + "/devices/" + device + "\"";
  }

  private static List<Category> categories(List<ActivityLog> entries) {
    return entries.stream().map(ActivityLog::getCategory).toList();
  }

  private static Device unpacked(Any data) {
    try {
      return data.unpack(Device.class);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void everyChangeIsFoundWithWhoMadeItAndWhatBecameOfTheResource() {
    region.ann().create(DEVICE, PARENT, TestRegion.device("told", "Pump"));
    Device renamed = TestRegion.device("told", "Pump 2");
    region.ann().and(Headers.REQUEST_ID, "4711").update(DEVICE, renamed, "display_name");
    Device labelled =
        renamed.toBuilder().setMetadata(Meta.newBuilder().putLabels("hall", "b")).build();
    region.ann().update(DEVICE, labelled, "metadata.labels");
    region.ann().delete(DEVICE, renamed.getName());

    List<ActivityLog> entries = ann().activities(COLD_CHAIN, about("told"));

    assertThat(categories(entries))
        .containsExactly(
            Category.Deletion, Category.MetaUpdate, Category.SpecUpdate, Category.Creation);
    ActivityLog renaming = entries.get(2);
    assertThat(renaming.getName()).startsWith(COLD_CHAIN + "/activityLogs/");
    assertThat(renaming.getScope()).isEqualTo(COLD_CHAIN);
    assertThat(renaming.getRequestId()).isEqualTo(4711);
    assertThat(renaming.getAuthentication().getPrincipal()).isEqualTo(ANN);
    assertThat(renaming.getAuthentication().getPrincipalType()).isEqualTo("user");
    assertThat(renaming.getAuthorization().getGrantedPermissionsList())
        .containsExactly("services/devices.edgelq.com/permissions/devices.update");
    assertThat(renaming.getService().getName()).isEqualTo("devices.edgelq.com");
    assertThat(renaming.getService().getRegionId()).isEqualTo("us-west2");
    assertThat(renaming.getMethod().getType()).isEqualTo("UpdateDevice");
    assertThat(renaming.getMethod().getVersion()).isEqualTo("v1");
    assertThat(renaming.getRequestMetadata().getIpAddress()).isEqualTo("127.0.0.1");
    assertThat(renaming.getRequestMetadata().getUserAgent()).startsWith("grpc-java");
    ActivityLog.Resource.Difference difference = renaming.getResource().getDifference();
    assertThat(difference.getFields().getPathsList()).contains("display_name");
    assertThat(unpacked(difference.getBefore()).getDisplayName()).isEqualTo("Pump");
    assertThat(unpacked(difference.getAfter()).getDisplayName()).isEqualTo("Pump 2");
    assertThat(unpacked(difference.getAfter()).getName()).as("what is the same").isEmpty();
  }

  @Test
  void whatChangesNothingIsNoActivity() {
    region.ann().create(DEVICE, PARENT, TestRegion.device("same", "Pump"));
    region.ann().update(DEVICE, TestRegion.device("same", "Pump"), "display_name");

    assertThat(categories(ann().activities(COLD_CHAIN, about("same"))))
        .containsExactly(Category.Creation);
  }

  @Test
  void aRefusalIsFoundWithThePermissionThatLacked() {
    String device = PARENT + "/devices/forbidden";
    region.ann().create(DEVICE, PARENT, TestRegion.device("forbidden", "Pump"));
    Caller greta = region.greta();
    for (int i = 0; i < 3; i++) {
      assertThat(Caller.code(() -> greta.get(DEVICE, device))).isEqualTo(Code.PERMISSION_DENIED);
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              List<ActivityLog> refused =
                  ann().activities(COLD_CHAIN, about("forbidden") + " AND category = \"Rejected\"");
              assertThat(refused)
                  .isNotEmpty()
                  .allSatisfy(
                      entry -> {
                        assertThat(entry.getAuthentication().getPrincipal())
                            .isEqualTo("user:greta@globex.example");
                        assertThat(entry.getAuthorization().getDeniedPermissionsList())
                            .containsExactly("services/devices.edgelq.com/permissions/devices.get");
                        assertThat(entry.getMethod().getType()).isEqualTo("GetDevice");
                        assertThat(entry.getEvents(0).getExit().getStatus().getCode())
                            .isEqualTo(Code.PERMISSION_DENIED.value());
                      });
              assertThat(
                      refused.stream()
                          .mapToInt(
                              entry ->
                                  Integer.parseInt(
                                      entry.getLabelsOrDefault(AuditLabels.TIMES, "1")))
                          .sum())
                  .as("how often it was refused")
                  .isEqualTo(3);
            });
  }

  @Test
  void whoMayNotAskIsRefusedAndSeesNothing() {
    region.bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:victor@elsewhere.example");
    Audited victor = new Audited(region.caller("victor@elsewhere.example"));
    assertThat(Caller.code(() -> victor.activities(COLD_CHAIN, "")))
        .as("a viewer, who sees no members either")
        .isEqualTo(Code.PERMISSION_DENIED);
    Audited greta = new Audited(region.greta());
    assertThat(Caller.code(() -> greta.activities(COLD_CHAIN, "")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> greta.changes(COLD_CHAIN, "request_id = 4711")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            Caller.code(
                () ->
                    greta.page(
                        Audited.in("projects/globex-plant", "").toBuilder()
                            .addParents(COLD_CHAIN)
                            .build())))
        .as("one of two")
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void secretsAreInNoEntryThoughItIsToldThatTheyChanged() {
    String plain = "open sesame";
    String encoded = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    Secret secret =
        Secret.newBuilder()
            .setName(PARENT + "/secrets/audited")
            .putData("password", encoded)
            .build();
    region.ann().create(SECRET, PARENT, secret);
    region.ann().update(SECRET, secret.toBuilder().putData("password", "YQ==").build(), "data");

    String filter = "service.name = \"secrets.edgelq.com\"";
    List<ActivityLog> entries = ann().activities(COLD_CHAIN, filter);
    List<ResourceChangeLog> changes =
        ann()
            .changes(COLD_CHAIN, filter + " AND resource.type = \"Secret\"")
            .getResourceChangeLogsList();

    assertThat(categories(entries)).containsExactly(Category.SpecUpdate, Category.Creation);
    assertThat(changes).hasSize(2);
    assertThat(entries.toString() + changes).doesNotContain(plain, encoded, "YQ==", "enc_data");
    entries.forEach(
        entry ->
            assertThat(entry.toByteString().toString(StandardCharsets.ISO_8859_1))
                .doesNotContain(plain, encoded));
  }

  @Test
  void whatIsConfidentialInAResourceIsLeftOutWhereverItStands() throws Exception {
    NotificationChannel.Builder channel =
        NotificationChannel.newBuilder().setName(COLD_CHAIN + "/notificationChannels/audited");
    channel.getSpecBuilder().getSlackBuilder().setIncomingWebhook("https://hooks.example/secret");
    channel
        .getSpecBuilder()
        .getWebhookBuilder()
        .setUrl("https://shown.example")
        .addHeadersBuilder()
        .setKey("Authorization")
        .setValue("Bearer secret");
    region.ann().create(CHANNEL, COLD_CHAIN, channel.build());

    String filter = "service.name = \"monitoring.edgelq.com\"";
    NotificationChannel difference =
        ann()
            .activities(COLD_CHAIN, filter)
            .getFirst()
            .getResource()
            .getDifference()
            .getAfter()
            .unpack(NotificationChannel.class);
    NotificationChannel change =
        ann()
            .changes(COLD_CHAIN, filter + " AND resource.type = \"NotificationChannel\"")
            .getResourceChangeLogs(0)
            .getResource()
            .getCurrent()
            .unpack(NotificationChannel.class);

    for (NotificationChannel told : List.of(difference, change)) {
      assertThat(told.toString())
          .contains("shown.example", "Authorization")
          .doesNotContain("secret");
    }
  }

  @Test
  void pagesGoBackInTimeAndHoldEachEntryOnce() {
    for (int i = 0; i < 11; i++) {
      region.ann().create(DEVICE, PARENT, TestRegion.device("paged-" + i, "Paged"));
    }
    ListActivityLogsRequest request =
        Audited.in(COLD_CHAIN, "method.type = \"CreateDevice\"").toBuilder().setPageSize(4).build();
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      ListActivityLogsResponse page = ann().page(request.toBuilder().setPageToken(token).build());
      page.getActivityLogsList().stream()
          .map(entry -> entry.getResource().getName())
          .filter(name -> name.contains("/devices/paged-"))
          .forEach(found::add);
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    List<String> newestFirst = new ArrayList<>();
    for (int i = 10; i >= 0; i--) {
      newestFirst.add(PARENT + "/devices/paged-" + i);
    }
    assertThat(found).isEqualTo(newestFirst);
  }

  @Test
  void changesOfResourcesAreToldWithWhatWasAndWhatIs() {
    Device device =
        TestRegion.device("changed", "Pump").toBuilder()
            .setMetadata(Meta.newBuilder().putLabels("hall", "b"))
            .build();
    region.ann().create(DEVICE, PARENT, device);
    region.ann().update(DEVICE, device.toBuilder().setDisplayName("Fan").build(), "display_name");
    region.ann().delete(DEVICE, device.getName());

    List<ResourceChangeLog> changes =
        ann()
            .changes(
                COLD_CHAIN,
                "service.name = \"devices.edgelq.com\" AND resource.type = \"Device\" AND "
                    + about("changed"))
            .getResourceChangeLogsList();

    assertThat(changes)
        .extracting(change -> change.getResource().getAction())
        .containsExactly(Action.DELETE, Action.SPEC_UPDATE, Action.CREATE);
    ResourceChangeLog renaming = changes.get(1);
    assertThat(renaming.getAuthentication().getPrincipal()).isEqualTo(ANN);
    assertThat(unpacked(renaming.getResource().getPrevious()).getDisplayName()).isEqualTo("Pump");
    assertThat(unpacked(renaming.getResource().getCurrent()).getDisplayName()).isEqualTo("Fan");
    assertThat(renaming.getResource().getPost().getLabelsMap()).containsEntry("hall", "b");
    assertThat(
            ann()
                .changes(
                    COLD_CHAIN, "request_id = " + Long.toUnsignedString(renaming.getRequestId()))
                .getResourceChangeLogsList())
        .contains(renaming);
  }

  @Test
  void whatBelongsToNoProjectIsToldOfItsService() {
    Caller lone = region.caller("lone@nowhere.example");
    assertThat(Caller.code(() -> lone.create(PROJECT, "", Project.getDefaultInstance())))
        .isEqualTo(Code.PERMISSION_DENIED);

    Audited operator = new Audited(region.operator());
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        operator.activities(
                            "services/iam.edgelq.com",
                            "authentication.principal = \"user:lone@nowhere.example\""))
                    .extracting(ActivityLog::getCategory)
                    .contains(Category.Rejected));
  }

  @Test
  void whoMayNotReadAFieldDoesNotFindItInTheAuditEither() {
    String iam = "services/iam.edgelq.com";
    region.operator().create(TwoRegions.SERVICE, "", Service.newBuilder().setName(iam).build());
    region.bind(iam, PredefinedRoles.ADMIN_OPERATOR, "user:vera@elsewhere.example");
    region.store(
        USER,
        User.newBuilder().setName("users/kept").putSettings("theme", "a private taste").build());
    String filter =
        "service.name = \"iam.edgelq.com\" AND resource.type = \"User\""
            + " AND resource.name = \"users/kept\"";

    Audited vera = new Audited(region.caller("vera@elsewhere.example"));
    assertThat(vera.changes(iam, filter).getResourceChangeLogsList())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.getResource().getCurrent().unpack(User.class))
                    .isEqualTo(User.newBuilder().setName("users/kept").build()));
    assertThat(
            new Audited(region.operator())
                .changes(iam, filter)
                .getResourceChangeLogs(0)
                .getResource()
                .getCurrent()
                .getValue()
                .toStringUtf8())
        .contains("a private taste");
  }

  @Test
  void whatCannotBeAskedIsRefusedWithWhatIsExpected() {
    ListActivityLogsRequest good = Audited.in(COLD_CHAIN, "");
    for (ListActivityLogsRequest bad :
        List.of(
            good.toBuilder().clearParents().build(),
            good.toBuilder().clearParents().addParents("projects/-").build(),
            good.toBuilder().clearParents().addParents("regions/us-west2").build(),
            good.toBuilder().clearInterval().build(),
            good.toBuilder()
                .setInterval(
                    TimeInterval.newBuilder()
                        .setStartTime(Audited.EVER.getStartTime().toBuilder().setSeconds(9))
                        .setEndTime(Audited.EVER.getStartTime()))
                .build(),
            good.toBuilder().setPageToken("r.e.O.5").build(),
            good.toBuilder().setPageToken("nonsense").build(),
            good.toBuilder().setFilter("no_such_field = 1").build(),
            good.toBuilder().setFilter("labels.request_id = \"a\"").build())) {
      assertThat(Caller.code(() -> new Audited(region.operator()).page(bad)))
          .as(bad.toString())
          .isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(Caller.code(() -> ann().changes(COLD_CHAIN, ""))).isEqualTo(Code.INVALID_ARGUMENT);
  }
}
