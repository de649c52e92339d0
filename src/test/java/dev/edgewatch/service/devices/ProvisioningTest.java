package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.api.ServiceAccount;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardware.Status.PROVISIONING_STATE;
import dev.edgewatch.api.devices.v1.DeviceHardwareRegisterSession;
import dev.edgewatch.api.devices.v1.ProvisionDeviceViaPolicyResponse;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy.Mode;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceResponse;
import dev.edgewatch.api.iam.v1.PCR;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that become devices by a policy, without anybody letting them in (section 12.4). */
class ProvisioningTest {
  private static final ResourceType ACCOUNT = Caller.type("iam.edgelq.com/ServiceAccount");
  private static final ResourceType KEY = Caller.type("iam.edgelq.com/ServiceAccountKey");
  private static final int AT_ONCE = 50;

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer, settings -> settings.withDomains(List.of(TestRegion.DOMAIN)));
    ann = region.ann();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  /** Whoever holds the shared key of a new policy. */
  private record Shared(String policy, Caller agent) {}

  private static Shared shared(ProvisioningPolicy.Builder policy) {
    String name = ann.create(Fleet.POLICY, "", policy.build()).name();
    return new Shared(name, region.holding(Fleet.bootstrap(ann, name)));
  }

  private static Shared shared(String id) {
    return shared(Fleet.policy(id, Mode.UNATTENDED));
  }

  private static List<Device> withSerial(String serial) {
    String filter = Fleet.SERIAL_NUMBER + " = \"" + serial + "\"";
    return Rows.of(ann, TestRegion.DEVICE, TestRegion.PARENT, filter).stream()
        .map(row -> row.as(Device.class))
        .toList();
  }

  @Test
  void whatHoldsTheSharedKeyBecomesADeviceWithAKeyOfItsOwn() throws Exception {
    ProvisioningPolicy.Builder policy = Fleet.policy("course", Mode.UNATTENDED);
    policy.getSpecBuilder().getTemplateBuilder().getMetadataBuilder().putLabels("site", "harbor");
    policy.getSpecBuilder().getTemplateBuilder().getSpecBuilder().setOsVersion("6.1");
    Shared shared = shared(policy);
    ProvisionDeviceViaPolicyResponse one =
        Fleet.provision(shared.agent, shared.policy, Fleet.status("Gateway", "C100"));
    Device device = one.getDevice();
    assertThat(device.getName()).isEqualTo(TestRegion.PARENT + "/devices/gateway-c100");
    assertThat(device.getDisplayName()).isEqualTo("Gateway no. C100");
    assertThat(device.getMetadata().getLabelsMap()).containsEntry("site", "harbor");
    assertThat(device.getSpec().getOsVersion()).isEqualTo("6.1");
    assertThat(one.getServiceAccount().getPrivateKeyId())
        .startsWith(device.getSpec().getServiceAccount() + "/");

    Caller agent = region.holding(one.getServiceAccount());
    HeartbeatAgent beating = new HeartbeatAgent(agent, device.getName()).register();
    assertThat(beating.answers.poll(10, TimeUnit.SECONDS)).isNotNull();
    Device two =
        Fleet.provision(shared.agent, shared.policy, Fleet.status("Gateway", "C200")).getDevice();
    for (Runnable forbidden :
        List.<Runnable>of(
            () -> agent.get(TestRegion.DEVICE, two.getName()),
            () -> agent.update(TestRegion.DEVICE, two, "status"),
            () -> agent.get(Fleet.POLICY, shared.policy),
            () -> Fleet.provision(agent, shared.policy, Fleet.status("Gateway", "C300")),
            () -> shared.agent.get(TestRegion.DEVICE, device.getName()),
            () -> shared.agent.list(TestRegion.DEVICE, Rows.first(TestRegion.PARENT)),
            () -> shared.agent.delete(Fleet.POLICY, shared.policy))) {
      assertThat(Caller.code(forbidden)).isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void aDeviceThatWorksIsNotTakenOverAndOneWithoutAnAccountGetsOne() {
    Shared shared = shared("known");
    Device.Status status = Fleet.status("Gateway", "K1");
    ProvisionDeviceViaPolicyResponse first = Fleet.provision(shared.agent, shared.policy, status);
    assertThat(
            Caller.refusal(() -> Fleet.provision(shared.agent, shared.policy, status)).getMessage())
        .contains("serial_number 'K1'")
        .contains("has an account already");
    String name = first.getDevice().getName();
    ann.update(
        TestRegion.DEVICE,
        first.getDevice().toBuilder().setDisplayName("Renamed").build(),
        "display_name");
    ann.call(
        "ntt.devices.v1.DeviceService/RemoveServiceAccountFromDevice",
        RemoveServiceAccountFromDeviceRequest.newBuilder().setName(name).build(),
        RemoveServiceAccountFromDeviceResponse.getDefaultInstance());
    ProvisionDeviceViaPolicyResponse again = Fleet.provision(shared.agent, shared.policy, status);
    assertThat(again.getDevice().getName()).isEqualTo(name);
    assertThat(again.getDevice().getDisplayName()).isEqualTo("Renamed");
    assertThat(
            Caller.code(
                () -> region.holding(first.getServiceAccount()).get(TestRegion.DEVICE, name)))
        .isEqualTo(Code.UNAUTHENTICATED);
    assertThat(region.holding(again.getServiceAccount()).get(TestRegion.DEVICE, name).name())
        .isEqualTo(name);
  }

  @Test
  void aDeviceThatSomebodyHasPreparedIsRecognized() {
    Device prepared =
        Device.newBuilder()
            .setName(TestRegion.PARENT + "/devices/prepared")
            .setDisplayName("Prepared")
            .setStatus(Fleet.status("", "P\"1\\"))
            .build();
    ann.create(TestRegion.DEVICE, "", prepared);
    ProvisioningPolicy.Builder policy = Fleet.policy("prepared", Mode.UNATTENDED);
    policy.getSpecBuilder().getTemplateBuilder().getMetadataBuilder().putLabels("new", "yes");
    Shared shared = shared(policy);
    Device device =
        Fleet.provision(shared.agent, shared.policy, Fleet.status("Gateway", "P\"1\\")).getDevice();
    assertThat(device.getName()).isEqualTo(prepared.getName());
    assertThat(device.getDisplayName()).isEqualTo("Prepared");
    assertThat(device.getMetadata().getLabelsMap()).isEmpty();
    assertThat(
            device
                .getStatus()
                .getDeviceInfo()
                .getHardwareInformation()
                .getSystem()
                .getProductName())
        .isEqualTo("Gateway");
  }

  @Test
  void fiftyAtOnceThatSayTheSameAreOneDevice() throws Exception {
    Shared shared = shared("crowd");
    List<Future<ProvisionDeviceViaPolicyResponse>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(
            threads.submit(
                () ->
                    Fleet.provision(
                        shared.agent, shared.policy, Fleet.status("Gateway", "CROWD"))));
      }
    }
    List<ProvisionDeviceViaPolicyResponse> made = new ArrayList<>();
    for (Future<ProvisionDeviceViaPolicyResponse> call : calls) {
      switch (call.state()) {
        case SUCCESS -> made.add(call.resultNow());
        default ->
            assertThat(((StatusRuntimeException) call.exceptionNow()).getStatus().getCode())
                .isEqualTo(Code.FAILED_PRECONDITION);
      }
    }
    assertThat(made).hasSize(1);
    assertThat(withSerial("CROWD")).containsExactly(made.getFirst().getDevice());
    String agents = "display_name = \"Agent of gateway-crowd\"";
    assertThat(Rows.of(ann, ACCOUNT, TestRegion.PARENT, agents)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "SN_0042/7, d-0042-7, d-0042-7",
    "Ünï¢ode, n-ode, n-ode",
    "A, d-a, d-a",
    "'../../x', d-x, d-x",
    "'a.very.long.serial.number.that.goes.on.and.on', a-very-long-serial-number-that, a-very-long-serial-numb",
  })
  void whateverASerialNumberIsTheNameIsGoodAndNobodyElses(
      String serial, String id, String beginning) {
    String said = serial.startsWith("SN_") ? serial.substring(3) : serial;
    ProvisioningPolicy.Builder policy =
        Fleet.policy("names-" + Integer.toHexString(serial.hashCode()), Mode.UNATTENDED);
    policy.getSpecBuilder().setDeviceNameFormat("{serial_number}").clearIdentityFieldPaths();
    Shared shared = shared(policy);
    Device.Status status = Fleet.status("Gateway", said);
    assertThat(Fleet.provision(shared.agent, shared.policy, status).getDevice().getName())
        .isEqualTo(TestRegion.PARENT + "/devices/" + id);
    assertThat(Fleet.provision(shared.agent, shared.policy, status).getDevice().getName())
        .matches(TestRegion.PARENT + "/devices/" + beginning + "-[0-9a-z]{6}");
  }

  @Test
  void aDeviceIsNamedByChanceWhereThePolicyDoesNotSay() {
    ProvisioningPolicy.Builder policy = Fleet.policy("nameless", Mode.UNATTENDED);
    policy.getSpecBuilder().clearDeviceNameFormat().setDeviceDisplayNameFormat("Box {random}");
    Shared shared = shared(policy);
    Device device =
        Fleet.provision(shared.agent, shared.policy, Fleet.status("", "N1")).getDevice();
    assertThat(device.getDisplayName()).matches("Box [0-9a-z]{6}");
    assertThat(device.getName()).matches(".*/devices/box-[0-9a-z]{6}-[0-9a-z]{6}");
    policy = Fleet.policy("unspeakable", Mode.UNATTENDED);
    policy.getSpecBuilder().setDeviceNameFormat("{product_name}");
    Shared other = shared(policy);
    Device unspeakable =
        Fleet.provision(other.agent, other.policy, Fleet.status("日本", "N2")).getDevice();
    assertThat(unspeakable.getName()).matches(".*/devices/no-n2-[0-9a-z]{6}");
    Device hidden =
        Fleet.provision(other.agent, other.policy, Fleet.status("x\u202e\u0000y", "N3"))
            .getDevice();
    assertThat(hidden.getDisplayName()).isEqualTo("xy no. N3");
  }

  @Test
  void whatADeviceSaysWronglyIsRefusedAndLeavesNothing() {
    Shared shared = shared("hostile");
    Device.Status attested =
        Fleet.status("Gateway", "H1").toBuilder()
            .addAttestationStatus(PCR.getDefaultInstance())
            .build();
    record Wrong(String says, Device.Status status, String publicKey) {}
    for (Wrong wrong :
        List.of(
            new Wrong("device_status.device_info", Fleet.status("Gateway", " "), ""),
            new Wrong("has 300 characters", Fleet.status("Gateway", "9".repeat(300)), ""),
            new Wrong("product_name is ''", Fleet.status("", "H2"), ""),
            new Wrong("attestation_status", attested, ""),
            new Wrong("external_pubkey", Fleet.status("Gateway", "H3"), "none"))) {
      assertThat(
              Caller.refusal(
                      () ->
                          Fleet.provision(
                              shared.agent, shared.policy, wrong.status, wrong.publicKey))
                  .getMessage())
          .contains(wrong.says);
    }
    String devices =
        "name IN [\""
            + TestRegion.PARENT
            + "/devices/gateway-h1\", \""
            + TestRegion.PARENT
            + "/devices/gateway-h3\"]";
    assertThat(Rows.of(ann, TestRegion.DEVICE, TestRegion.PARENT, devices)).isEmpty();
    Device said =
        Fleet.provision(
                shared.agent,
                shared.policy,
                Fleet.status("Gateway", "H4").toBuilder()
                    .setConnectionStatus(Device.Status.ConnectionStatus.CONNECTED)
                    .build())
            .getDevice();
    assertThat(said.getStatus().getConnectionStatus())
        .isEqualTo(Device.Status.ConnectionStatus.CONNECTION_STATUS_UNSPECIFIED);
    assertThat(
            Caller.code(
                () ->
                    Fleet.provision(
                        shared.agent, shared.policy + "-2", Fleet.status("Gateway", "H5"))))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> Fleet.ask(shared.agent, shared.policy, said.getStatus())))
        .isEqualTo(Code.FAILED_PRECONDITION);
    for (Caller nobody : List.of(region.greta(), region.anybody())) {
      assertThat(Caller.code(() -> Fleet.provision(nobody, shared.policy, Fleet.status("G", "H6"))))
          .isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void aRepeatedCallIsAnsweredWithTheSameAndNeverWithThePrivateKeyAgain() {
    Shared shared = shared("repeated");
    Device.Status status = Fleet.status("Gateway", "R1");
    Caller once = shared.agent.repeating("provision-once");
    ProvisionDeviceViaPolicyResponse first = Fleet.provision(once, shared.policy, status);
    assertThat(Caller.refusal(() -> Fleet.provision(once, shared.policy, status)).getMessage())
        .contains("answer to that one only");
    String publicKey =
        ann.get(KEY, first.getServiceAccount().getPrivateKeyId())
            .as(ServiceAccountKey.class)
            .getPublicKeyData();
    Caller another = shared.agent.repeating("provision-twice");
    Device.Status other = Fleet.status("Gateway", "R2");
    ProvisionDeviceViaPolicyResponse answer =
        Fleet.provision(another, shared.policy, other, publicKey);
    assertThat(answer.getServiceAccount().getPrivateKey()).isEmpty();
    assertThat(Fleet.provision(another, shared.policy, other, publicKey)).isEqualTo(answer);
    ServiceAccount whole =
        answer.getServiceAccount().toBuilder()
            .setPrivateKey(first.getServiceAccount().getPrivateKey())
            .build();
    assertThat(region.holding(whole).get(TestRegion.DEVICE, answer.getDevice().getName()).name())
        .isEqualTo(answer.getDevice().getName());
  }

  @Test
  void theRoleOfThePolicyIsWhatDevicesGet() {
    ProvisioningPolicy.Builder policy = Fleet.policy("viewers", Mode.UNATTENDED);
    policy.getSpecBuilder().setRole(PredefinedRoles.VIEWER);
    Shared shared = shared(policy);
    ProvisionDeviceViaPolicyResponse made =
        Fleet.provision(shared.agent, shared.policy, Fleet.status("Gateway", "V1"));
    assertThat(Rows.rolesOf(ann, made.getServiceAccount().getClientEmail()))
        .containsExactly(PredefinedRoles.VIEWER);
    Resource seen = region.holding(made.getServiceAccount()).get(Fleet.POLICY, shared.policy);
    assertThat(seen.name()).isEqualTo(shared.policy);
  }

  @Test
  void hardwareThatWasRegisteredForThePolicyIsSeenToHaveBecomeADevice() {
    Shared shared = shared("hardware");
    String token =
        Registering.open(
                ann,
                TestRegion.PARENT,
                DeviceHardwareRegisterSession.newBuilder().setProvisioningPolicyName(shared.policy))
            .getToken();
    Registering.register(region.anybody(), token, "HW1");
    Registering.register(region.anybody(), token, "HW2");
    Device device =
        Fleet.provision(shared.agent, shared.policy, Fleet.status("Gateway", "HW1")).getDevice();
    DeviceHardware made = Registering.status(region.anybody(), token, "HW1").getFirst();
    assertThat(made.getAssociatedDevice()).isEqualTo(device.getName());
    assertThat(made.getStatus().getProvisioningState()).isEqualTo(PROVISIONING_STATE.PROVISIONED);
    assertThat(Registering.status(region.anybody(), token, "HW2").getFirst().getStatus())
        .extracting(DeviceHardware.Status::getProvisioningState)
        .isEqualTo(PROVISIONING_STATE.NOT_PROVISIONED);
  }
}
