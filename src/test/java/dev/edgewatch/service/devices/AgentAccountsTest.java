package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.api.ServiceAccount;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.HeartbeatResponse;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceResponse;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyResponse;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceResponse;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromProvisioningPolicyRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromProvisioningPolicyResponse;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import io.grpc.Status.Code;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts that are made for devices and policies, and go with them. */
class AgentAccountsTest {
  private static final ResourceType POLICY = Caller.type("devices.edgelq.com/ProvisioningPolicy");
  private static final ResourceType ACCOUNT = Caller.type("iam.edgelq.com/ServiceAccount");
  private static final ResourceType KEY = Caller.type("iam.edgelq.com/ServiceAccountKey");
  private static final ResourceType ROLE = Caller.type("iam.edgelq.com/Role");

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

  private static String device(String id) {
    Device device = Device.newBuilder().setName(TestRegion.PARENT + "/devices/" + id).build();
    return ann.create(TestRegion.DEVICE, "", device).name();
  }

  private static Device get(String name) {
    return ann.get(TestRegion.DEVICE, name).as(Device.class);
  }

  private static ServiceAccount provision(Caller caller, String device, String publicKey) {
    return caller
        .call(
            "ntt.devices.v1.DeviceService/ProvisionServiceAccountToDevice",
            ProvisionServiceAccountToDeviceRequest.newBuilder()
                .setName(device)
                .setExternalPubkey(publicKey)
                .build(),
            ProvisionServiceAccountToDeviceResponse.getDefaultInstance())
        .getServiceAccount();
  }

  private static void remove(String device) {
    ann.call(
        "ntt.devices.v1.DeviceService/RemoveServiceAccountFromDevice",
        RemoveServiceAccountFromDeviceRequest.newBuilder().setName(device).build(),
        RemoveServiceAccountFromDeviceResponse.getDefaultInstance());
  }

  private static List<String> bindingsOf(ServiceAccount keyFile) {
    return Rows.rolesOf(ann, keyFile.getClientEmail());
  }

  @Test
  void anAgentSignsInWithItsKeyFileAndWorksForItsOwnDeviceAlone() throws Exception {
    String own = device("own");
    String other = device("other");
    ServiceAccount keyFile = provision(ann, own, "");
    assertThat(keyFile.getType()).isEqualTo("service_account");
    assertThat(keyFile.getPrivateKey()).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(keyFile.getPrivateKeyId()).startsWith(get(own).getSpec().getServiceAccount() + "/");
    Caller agent = region.holding(keyFile);
    HeartbeatAgent beating = new HeartbeatAgent(agent, own).register();
    assertThat(beating.answers.poll(10, TimeUnit.SECONDS)).isInstanceOf(HeartbeatResponse.class);
    Device.Builder reported = get(own).toBuilder();
    reported.getStatusBuilder().getDeviceInfoBuilder().setOsVersion("6.1");
    agent.update(TestRegion.DEVICE, reported.build(), "status.device_info");
    assertThat(agent.get(TestRegion.DEVICE, own).name()).isEqualTo(own);
    String mine = "spec.service_account = \"" + get(own).getSpec().getServiceAccount() + "\"";
    assertThat(Rows.of(agent, TestRegion.DEVICE, TestRegion.PARENT, mine)).hasSize(1);

    Device stolen = DeviceAccounts.withAccount(get(other), get(own).getSpec().getServiceAccount());
    for (Runnable forbidden :
        List.<Runnable>of(
            () -> agent.get(TestRegion.DEVICE, other),
            () -> agent.update(TestRegion.DEVICE, get(other), "display_name"),
            () -> agent.update(TestRegion.DEVICE, stolen, "spec.service_account"),
            () -> agent.list(TestRegion.DEVICE, ListRequest.of(TestRegion.PARENT)),
            () -> agent.delete(TestRegion.DEVICE, own),
            () ->
                agent.create(
                    TestRegion.DEVICE, TestRegion.PARENT, stolen.toBuilder().clearName().build()),
            () -> provision(agent, own, ""),
            () -> agent.get(ACCOUNT, get(own).getSpec().getServiceAccount()))) {
      assertThat(Caller.code(forbidden)).isEqualTo(Code.PERMISSION_DENIED);
    }
    assertThat(new HeartbeatAgent(agent, other).register().end.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void anAccountThatIsRemovedIsGoneWithItsKeyAndItsRole() {
    String name = device("removed");
    ServiceAccount keyFile = provision(ann, name, "");
    String account = get(name).getSpec().getServiceAccount();
    assertThat(bindingsOf(keyFile)).hasSize(1);
    assertThat(Caller.code(() -> provision(ann, name, ""))).isEqualTo(Code.FAILED_PRECONDITION);
    remove(name);
    assertThat(get(name).getSpec().getServiceAccount()).isEmpty();
    assertThat(Caller.found(() -> ann.get(ACCOUNT, account))).isFalse();
    assertThat(bindingsOf(keyFile)).isEmpty();
    assertThat(Caller.code(() -> region.holding(keyFile).get(TestRegion.DEVICE, name)))
        .isEqualTo(Code.UNAUTHENTICATED);
    remove(name);
    assertThat(region.holding(provision(ann, name, "")).get(TestRegion.DEVICE, name).name())
        .isEqualTo(name);
  }

  @Test
  void anAccountThatWasThereBeforeIsOnlyLetGo() {
    dev.edgewatch.api.iam.v1.ServiceAccount own =
        dev.edgewatch.api.iam.v1.ServiceAccount.newBuilder()
            .setName(TestRegion.PARENT + "/serviceAccounts/by-hand")
            .build();
    ann.create(ACCOUNT, "", own);
    String name = device("linked");
    ann.update(
        TestRegion.DEVICE,
        DeviceAccounts.withAccount(get(name), own.getName()),
        "spec.service_account");
    remove(name);
    assertThat(get(name).getSpec().getServiceAccount()).isEmpty();
    assertThat(ann.get(ACCOUNT, own.getName()).name()).isEqualTo(own.getName());
  }

  @Test
  void withTheDeviceItsAccountGoes() {
    String name = device("deleted");
    ServiceAccount keyFile = provision(ann, name, "");
    String account = get(name).getSpec().getServiceAccount();
    ann.delete(TestRegion.DEVICE, name);
    assertThat(Caller.found(() -> ann.get(ACCOUNT, account))).isFalse();
    assertThat(bindingsOf(keyFile)).isEmpty();
  }

  @Test
  void aKeyThatWasSentIsTakenAndNoPrivateOneIsAnswered() {
    String donor = device("donor");
    ServiceAccount pair = provision(ann, donor, "");
    String sent =
        ann.get(KEY, pair.getPrivateKeyId())
            .as(dev.edgewatch.api.iam.v1.ServiceAccountKey.class)
            .getPublicKeyData();
    String name = device("own-key");
    Caller once = ann.repeating("own-key-once");
    ServiceAccount keyFile = provision(once, name, sent);
    assertThat(keyFile.getPrivateKey()).isEmpty();
    assertThat(provision(once, name, sent)).isEqualTo(keyFile);
    ServiceAccount whole = keyFile.toBuilder().setPrivateKey(pair.getPrivateKey()).build();
    assertThat(region.holding(whole).get(TestRegion.DEVICE, name).name()).isEqualTo(name);
    String spoiled = device("spoiled");
    for (String bad :
        List.of("nonsense", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n")) {
      assertThat(Caller.refusal(() -> provision(ann, spoiled, bad)).getMessage())
          .contains("external_pubkey is not an RSA public key");
    }
    assertThat(get(spoiled).getSpec().getServiceAccount()).isEmpty();
  }

  @Test
  void aRepeatedCallDoesNotTellTheKeyAgain() {
    String name = device("repeated");
    Caller once = ann.repeating("device-key-once");
    provision(once, name, "");
    String account = get(name).getSpec().getServiceAccount();
    assertThat(Caller.refusal(() -> provision(once, name, "")).getMessage())
        .contains("answer to that one only");
    assertThat(get(name).getSpec().getServiceAccount()).isEqualTo(account);
    assertThat(ann.list(KEY, ListRequest.of(account)).resources()).hasSize(1);
  }

  @Test
  void whoGivesAnAccountToADeviceMustHoldWhatItMay() {
    String name = device("given");
    Role only =
        Role.newBuilder()
            .setCategory(Role.Category.USER)
            .addGrants(
                Role.Grant.newBuilder()
                    .addPermissions(
                        "services/devices.edgelq.com/permissions/devices.provisionServiceAccountToDevice"))
            .build();
    String role = region.operator().create(ROLE, TestRegion.COLD_CHAIN, only).name();
    region.bind(TestRegion.COLD_CHAIN, role, "user:keys@harbor.example");
    assertThat(
            Caller.refusal(() -> provision(region.caller("keys@harbor.example"), name, ""))
                .getMessage())
        .contains("v1-device-agent cannot be given")
        .contains("devices.");
    assertThat(get(name).getSpec().getServiceAccount()).isEmpty();
    assertThat(Caller.code(() -> provision(region.greta(), name, "")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> provision(ann, name + "-missing", ""))).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void aPolicyHasOneAccountUntilItIsRemoved() {
    String name =
        ann.create(
                POLICY,
                "",
                ProvisioningPolicy.newBuilder()
                    .setName(TestRegion.PARENT + "/provisioningPolicies/shared")
                    .build())
            .name();
    ServiceAccount keyFile = bootstrap(name);
    Caller bootstrap = region.holding(keyFile);
    assertThat(bootstrap.get(POLICY, name).name()).isEqualTo(name);
    assertThat(Caller.code(() -> bootstrap.delete(POLICY, name))).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> bootstrap(name))).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(removed(name)).isTrue();
    assertThat(Caller.code(() -> bootstrap.get(POLICY, name))).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(bindingsOf(keyFile)).isEmpty();
    assertThat(removed(name)).isFalse();
    ServiceAccount again = bootstrap(name);
    ann.delete(POLICY, name);
    assertThat(bindingsOf(again)).isEmpty();
    assertThat(Caller.code(() -> region.holding(again).get(POLICY, name)))
        .isEqualTo(Code.UNAUTHENTICATED);
  }

  private static ServiceAccount bootstrap(String policy) {
    return ann.call(
            "ntt.devices.v1.ProvisioningPolicyService/ProvisionServiceAccountToProvisioningPolicy",
            ProvisionServiceAccountToProvisioningPolicyRequest.newBuilder().setName(policy).build(),
            ProvisionServiceAccountToProvisioningPolicyResponse.getDefaultInstance())
        .getServiceAccount();
  }

  private static boolean removed(String policy) {
    return ann.call(
            "ntt.devices.v1.ProvisioningPolicyService/RemoveServiceAccountFromProvisioningPolicy",
            RemoveServiceAccountFromProvisioningPolicyRequest.newBuilder().setName(policy).build(),
            RemoveServiceAccountFromProvisioningPolicyResponse.getDefaultInstance())
        .getRemoved();
  }
}
