package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.google.rpc.Status;
import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardware.Status.PROVISIONING_STATE;
import dev.edgewatch.api.devices.v1.DeviceHardwareRegisterSession;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy.Mode;
import dev.edgewatch.api.devices.v1.RegisterHardwareRequest;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hardware that is registered with a token in place of credentials (section 12.5). */
class RegistrationsTest {
  private static final ResourceType ROLE = Caller.type("iam.edgelq.com/Role");
  private static final long WEEK = 7L * 24 * 3_600;
  private static final int AT_ONCE = 20;

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;
  private static Caller anybody;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    ann = region.ann();
    anybody = region.anybody();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static DeviceHardwareRegisterSession.Builder session() {
    return DeviceHardwareRegisterSession.newBuilder();
  }

  private static DeviceHardwareRegisterSession open(DeviceHardwareRegisterSession.Builder session) {
    return Registering.open(ann, TestRegion.PARENT, session);
  }

  private static DeviceHardwareRegisterSession now(DeviceHardwareRegisterSession session) {
    return ann.get(Registering.SESSION, session.getName()).as(DeviceHardwareRegisterSession.class);
  }

  @Test
  void whoHasATokenRegistersHardwareAndFollowsIt() {
    String policy =
        ann.create(Fleet.POLICY, "", Fleet.policy("registered", Mode.UNATTENDED).build()).name();
    DeviceHardwareRegisterSession session =
        open(
            session()
                .setDisplayName("Dock 4")
                .setProvisioningPolicyName(policy)
                .setToken("mine")
                .setInviterEmail("ann@acme.example"));
    assertThat(session.getToken()).hasSizeGreaterThan(80);
    assertThat(Timestamps.between(session.getStartTime(), session.getExpirationTime()).getSeconds())
        .isEqualTo(WEEK);

    var told = Registering.session(anybody, session.getToken());
    assertThat(told.getProjectDisplayName()).isEqualTo("acme-cold-chain");
    assertThat(told.getDeviceHardwareRegisterSession())
        .isEqualTo(session.toBuilder().clearToken().clearMetadata().clearInviterEmail().build());

    DeviceHardware one = Registering.register(anybody, session.getToken(), "S1");
    assertThat(one.getAssociatedProvisioningPolicyName()).isEqualTo(policy);
    assertThat(one.getStatus().getProvisioningState())
        .isEqualTo(PROVISIONING_STATE.NOT_PROVISIONED);
    assertThat(ann.get(Registering.HARDWARE, one.getName()).as(DeviceHardware.class))
        .satisfies(row -> assertThat(row.toBuilder().clearMetadata().build()).isEqualTo(one));
    assertThat(Registering.register(anybody, session.getToken(), "S1")).isEqualTo(one);
    DeviceHardware two = Registering.register(anybody, session.getToken(), "S2");
    assertThat(now(session).getStatus().getDeviceHardwaresList())
        .containsExactly(one.getName(), two.getName());
    assertThat(Registering.status(anybody, session.getToken(), "S2")).containsExactly(two);
    assertThat(Registering.status(anybody, session.getToken(), "")).hasSize(2);
    String another = open(session()).getToken();
    assertThat(Registering.status(anybody, another, "")).isEmpty();
  }

  /** What a session lists is shown to whoever has its token. */
  @Test
  void nobodyListsHardwareOfOthersInHisSession() {
    DeviceHardware own = Registering.register(anybody, open(session()).getToken(), "V1");
    DeviceHardwareRegisterSession.Builder listing = session();
    listing.getStatusBuilder().addDeviceHardwares(own.getName());
    DeviceHardwareRegisterSession session = open(listing);
    assertThat(session.getStatus().getDeviceHardwaresList()).isEmpty();
    ann.update(Registering.SESSION, listing.setName(session.getName()).build(), "status");
    assertThat(now(session).getStatus().getDeviceHardwaresList()).isEmpty();
    assertThat(Registering.status(anybody, session.getToken(), "")).isEmpty();
    Registering.register(anybody, session.getToken(), "V2");
    assertThat(now(session).getStatus().getDeviceHardwaresCount()).isEqualTo(1);
  }

  @Test
  void aSessionThatWouldEndAfterAllTimesIsRefused() {
    DeviceHardwareRegisterSession.Builder last = session().setStartTime(Timestamps.MAX_VALUE);
    assertThat(Caller.code(() -> open(last))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void tokensThatAreNotGoodAreAllRefusedInTheSameWords() {
    DeviceHardwareRegisterSession good = open(session());
    DeviceHardwareRegisterSession other = open(session());
    long now = System.currentTimeMillis();
    DeviceHardwareRegisterSession over =
        open(
            session()
                .setStartTime(Timestamps.fromMillis(now - 2_000))
                .setExpirationTime(Timestamps.fromMillis(now - 1_000)));
    DeviceHardwareRegisterSession early =
        open(session().setStartTime(Timestamps.fromMillis(now + 60_000)));
    DeviceHardwareRegisterSession used = open(session().setSingleUse(true));
    Registering.register(anybody, used.getToken(), "U1");
    DeviceHardwareRegisterSession deleted = open(session());
    ann.delete(Registering.SESSION, deleted.getName());

    String secret = good.getToken().substring(good.getToken().indexOf('.'));
    List<String> tokens =
        List.of(
            good.getToken() + "x",
            good.getToken().substring(0, good.getToken().length() - 1),
            flipped(good.getToken()),
            encoded(other.getName()) + secret,
            encoded(good.getName()),
            encoded(good.getName()) + ".",
            encoded(good.getName() + "-2") + secret,
            encoded(good.getName().replace("us-west2", "eastus2")) + secret,
            encoded(TestRegion.PARENT + "/deviceHardwareRegisterSessions/-") + secret,
            encoded(TestRegion.PARENT) + secret,
            encoded("\u0000") + secret,
            "nonsense",
            "." + "x".repeat(10_000),
            over.getToken(),
            early.getToken(),
            deleted.getToken());
    Set<Status> answers = Collections.synchronizedSet(new HashSet<>());
    for (String token : tokens) {
      answers.add(alike(() -> Registering.register(anybody, token, "X1")));
      answers.add(alike(() -> Registering.status(anybody, token, "")));
      answers.add(alike(() -> Registering.session(anybody, token)));
    }
    answers.add(alike(() -> Registering.register(anybody, used.getToken(), "U2")));
    assertThat(answers).hasSize(1);
    assertThat(Code.PERMISSION_DENIED.value()).isEqualTo(answers.iterator().next().getCode());
    assertThat(Caller.code(() -> Registering.register(anybody, "", "X1")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(now(good).getStatus().getDeviceHardwaresCount()).isZero();
  }

  /** Without the id of the request, which is another one each time. */
  private static Status alike(Runnable call) {
    Status refused = Caller.refusal(call);
    return Status.newBuilder().setCode(refused.getCode()).setMessage(refused.getMessage()).build();
  }

  private static String encoded(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String flipped(String token) {
    int middle = token.length() - 20;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }

  @Test
  void aTokenForOnePieceIsUsedOnceHoweverManyComeAtOnce() throws Exception {
    DeviceHardwareRegisterSession single = open(session().setSingleUse(true));
    List<Future<DeviceHardware>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        String serial = "ONCE-" + i;
        calls.add(threads.submit(() -> Registering.register(anybody, single.getToken(), serial)));
      }
    }
    List<DeviceHardware> made =
        calls.stream()
            .filter(call -> call.state() == Future.State.SUCCESS)
            .map(Future::resultNow)
            .toList();
    assertThat(made).hasSize(1);
    assertThat(now(single).getStatus().getDeviceHardwaresList())
        .containsExactly(made.getFirst().getName());
    assertThat(Rows.of(ann, Registering.HARDWARE, TestRegion.PARENT, "product_name = \"Gateway\""))
        .filteredOn(row -> row.as(DeviceHardware.class).getSerialNumber().startsWith("ONCE-"))
        .hasSize(1);
    assertThat(Registering.register(anybody, single.getToken(), made.getFirst().getSerialNumber()))
        .isEqualTo(made.getFirst());
  }

  @Test
  void hardwareThatNobodyCouldHaveIsRefused() {
    String token = open(session()).getToken();
    record Wrong(String says, RegisterHardwareRequest.Builder hardware) {}
    List<String> addresses = Collections.nCopies(65, "02:00:00:00:00:02");
    for (Wrong wrong :
        List.of(
            new Wrong("serial_number is empty", Registering.hardware(" ")),
            new Wrong("serial_number has 200 characters", Registering.hardware("9".repeat(200))),
            new Wrong("serial_number has control", Registering.hardware("a\nb")),
            new Wrong("imei has 300", Registering.hardware("W").setImei("1".repeat(300))),
            new Wrong(
                "mac_address has 66", Registering.hardware("W").addAllMacAddress(addresses)))) {
      Status refused =
          Caller.refusal(
              () -> Registering.register(anybody, wrong.hardware.setToken(token).build()));
      assertThat(refused.getMessage()).contains(wrong.says);
      assertThat(refused.getCode()).isEqualTo(Code.INVALID_ARGUMENT.value());
    }
    assertThat(Registering.status(anybody, token, "")).isEmpty();
  }

  @Test
  void whoOpensASessionMustBeAllowedToRegisterHardwareHimself() {
    Role role =
        Role.newBuilder()
            .setCategory(Role.Category.USER)
            .addGrants(
                Role.Grant.newBuilder()
                    .addPermissions(
                        "services/devices.edgelq.com/permissions/deviceHardwareRegisterSessions.create"))
            .build();
    String name = region.operator().create(ROLE, TestRegion.COLD_CHAIN, role).name();
    region.bind(TestRegion.COLD_CHAIN, name, "user:doors@harbor.example");
    Caller opener = region.caller("doors@harbor.example");
    assertThat(
            Caller.refusal(() -> Registering.open(opener, TestRegion.PARENT, session()))
                .getMessage())
        .contains("what takes deviceHardwares.create");
    assertThat(
            Caller.refusal(
                    () ->
                        open(
                            session()
                                .setStartTime(Timestamps.fromSeconds(2_000))
                                .setExpirationTime(Timestamps.fromSeconds(1_000))))
                .getMessage())
        .contains("expected a time after start_time");
  }
}
