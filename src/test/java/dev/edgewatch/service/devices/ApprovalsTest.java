package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ProvisioningApprovalRequest;
import dev.edgewatch.api.devices.v1.ProvisioningApprovalRequest.Spec.Conclusion;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy.Mode;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceResponse;
import dev.edgewatch.api.devices.v1.RequestProvisioningApprovalResponse;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.resource.standard.WatchOneResponse;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Devices that somebody has to let in, and throws out again (section 12.4, gaps F3). */
class ApprovalsTest {
  private static final ResourceType ACCOUNT = Caller.type("iam.edgelq.com/ServiceAccount");
  private static final ResourceType KEY = Caller.type("iam.edgelq.com/ServiceAccountKey");

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;
  private static String policy;
  private static Caller shared;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer, settings -> settings.withDomains(List.of(TestRegion.DOMAIN)));
    ann = region.ann();
    policy =
        ann.create(Fleet.POLICY, "", Fleet.policy("gate", Mode.MANUAL_APPROVAL).build()).name();
    shared = region.holding(Fleet.bootstrap(ann, policy));
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  /** Something that waits to be let in. */
  private record Applicant(String request, String account, String email, Caller caller) {}

  private static Applicant applicant(String serial) {
    RequestProvisioningApprovalResponse asked =
        Fleet.ask(shared, policy, Fleet.status("Gateway", serial));
    return new Applicant(
        asked.getRequest().getName(),
        asked.getRequest().getSpec().getServiceAccount(),
        asked.getServiceAccount().getClientEmail(),
        region.holding(asked.getServiceAccount()));
  }

  private static void conclude(String request, Conclusion conclusion) {
    ProvisioningApprovalRequest.Builder concluded =
        ProvisioningApprovalRequest.newBuilder().setName(request);
    concluded.getSpecBuilder().setConclusion(conclusion);
    ann.update(Fleet.REQUEST, concluded.build(), "spec.conclusion");
  }

  private static Iterator<ByteString> watch(Caller caller, String request) {
    return ClientCalls.blockingServerStreamingCall(
        caller.channel(),
        WireMethods.of(Fleet.REQUEST, StandardMethod.WATCH_ONE),
        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
        new WatchOneRequest(request, FieldMask.getDefaultInstance(), View.FULL).encode());
  }

  private static Conclusion conclusion(ByteString message) {
    ByteString row =
        switch (WatchOneResponse.decode(message).change()) {
          case ResourceChange.Added(var resource, var _) -> resource;
          case ResourceChange.Modified(var _, var resource, var _, var _) -> resource;
          case ResourceChange.Current(var resource) -> resource;
          case ResourceChange.Removed gone -> throw new AssertionError(gone);
        };
    return new Resource(Fleet.REQUEST, "", row)
        .as(ProvisioningApprovalRequest.class)
        .getSpec()
        .getConclusion();
  }

  private static boolean isLockedOut(Caller caller, String device) {
    return Caller.code(() -> caller.get(TestRegion.DEVICE, device)) == Code.UNAUTHENTICATED;
  }

  @Test
  void aDeviceFollowsItsRequestUntilItIsLetInAndThrownOut() {
    Device.Status status = Fleet.status("Gateway", "A1");
    Applicant one = applicant("A1");
    Applicant other = applicant("A2");
    ProvisioningApprovalRequest asked =
        ann.get(Fleet.REQUEST, one.request).as(ProvisioningApprovalRequest.class);
    assertThat(asked.getMetadata().getLabelsMap())
        .containsEntry("serial_number", "A1")
        .containsEntry("product_name", "Gateway");
    String own = "spec.service_account = \"" + one.account + "\"";
    assertThat(Rows.of(one.caller, Fleet.REQUEST, policy, own)).hasSize(1);
    for (Runnable forbidden :
        List.<Runnable>of(
            () -> one.caller.get(Fleet.REQUEST, other.request),
            () -> one.caller.list(Fleet.REQUEST, Rows.first(policy)),
            () -> one.caller.delete(Fleet.REQUEST, one.request),
            () -> one.caller.update(Fleet.REQUEST, asked, "spec"),
            () -> Fleet.become(one.caller, other.request, status),
            () -> Fleet.become(shared, one.request, status),
            () -> Fleet.ask(one.caller, policy, status))) {
      assertThat(Caller.code(forbidden)).isEqualTo(Code.PERMISSION_DENIED);
    }
    Iterator<ByteString> watch = watch(one.caller, one.request);
    assertThat(conclusion(watch.next())).isEqualTo(Conclusion.CONCLUSION_NOT_SPECIFIED);
    assertThat(Caller.refusal(() -> Fleet.become(one.caller, one.request, status)).getMessage())
        .contains("CONCLUSION_NOT_SPECIFIED; expected APPROVED");

    conclude(one.request, Conclusion.APPROVED);
    assertThat(conclusion(watch.next())).isEqualTo(Conclusion.APPROVED);
    Device device = Fleet.become(one.caller, one.request, status);
    assertThat(device.getName()).isEqualTo(TestRegion.PARENT + "/devices/gateway-a1");
    assertThat(device.getSpec().getServiceAccount()).isEqualTo(one.account);
    assertThat(Rows.rolesOf(ann, one.email)).containsExactly(PredefinedRoles.DEVICE_AGENT);
    assertThat(one.caller.get(TestRegion.DEVICE, device.getName()).name())
        .isEqualTo(device.getName());
    assertThat(Caller.code(() -> one.caller.get(Fleet.REQUEST, one.request)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Fleet.become(ann, one.request, status).getName()).isEqualTo(device.getName());

    conclude(one.request, Conclusion.REVOKED);
    assertThat(isLockedOut(one.caller, device.getName())).isTrue();
    assertThat(Rows.rolesOf(ann, one.email)).isEmpty();
    assertThat(Rows.of(ann, KEY, one.account, "")).isEmpty();
    assertThat(ann.get(TestRegion.DEVICE, device.getName()).name()).isEqualTo(device.getName());
    assertThat(Caller.code(() -> Fleet.become(ann, one.request, status)))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void whatIsRevokedBeforeItWasLetInIsNoDeviceAndItsStreamEnds() {
    Applicant one = applicant("B1");
    Iterator<ByteString> watch = watch(one.caller, one.request);
    assertThat(conclusion(watch.next())).isEqualTo(Conclusion.CONCLUSION_NOT_SPECIFIED);
    conclude(one.request, Conclusion.REVOKED);
    assertThatThrownBy(() -> watch.forEachRemaining(message -> {}))
        .isInstanceOf(StatusRuntimeException.class);
    assertThat(
            Caller.code(() -> Fleet.become(one.caller, one.request, Fleet.status("Gateway", "B1"))))
        .isEqualTo(Code.UNAUTHENTICATED);
    for (Conclusion back : List.of(Conclusion.APPROVED, Conclusion.CONCLUSION_NOT_SPECIFIED)) {
      assertThat(Caller.refusal(() -> conclude(one.request, back)).getMessage())
          .contains("after REVOKED");
    }
    ann.delete(Fleet.REQUEST, one.request);
    assertThat(Caller.found(() -> ann.get(ACCOUNT, one.account))).isFalse();
  }

  @Test
  void aRequestThatIsDeletedTakesItsAccountAlongUnlessADeviceHasIt() {
    Applicant one = applicant("C1");
    ann.delete(Fleet.REQUEST, one.request);
    assertThat(Caller.found(() -> ann.get(ACCOUNT, one.account))).isFalse();
    assertThat(Rows.rolesOf(ann, one.email)).isEmpty();

    Applicant other = applicant("C2");
    conclude(other.request, Conclusion.APPROVED);
    Device device = Fleet.become(other.caller, other.request, Fleet.status("Gateway", "C2"));
    ann.delete(Fleet.REQUEST, other.request);
    assertThat(other.caller.get(TestRegion.DEVICE, device.getName()).name())
        .isEqualTo(device.getName());
    remove(device.getName());
    assertThat(Caller.found(() -> ann.get(ACCOUNT, other.account))).isFalse();
  }

  @Test
  void aDeviceThatIsTakenItsAccountLeavesItToTheRequestAndNobodyGetsInByIt() {
    Applicant one = applicant("D1");
    conclude(one.request, Conclusion.APPROVED);
    Device device = Fleet.become(one.caller, one.request, Fleet.status("Gateway", "D1"));
    remove(device.getName());
    assertThat(isLockedOut(one.caller, device.getName())).isTrue();
    assertThat(ann.get(ACCOUNT, one.account).name()).isEqualTo(one.account);
    assertThat(Rows.rolesOf(ann, one.email)).isEmpty();
    ann.delete(Fleet.REQUEST, one.request);
    assertThat(Caller.found(() -> ann.get(ACCOUNT, one.account))).isFalse();
  }

  private static void remove(String device) {
    ann.call(
        "ntt.devices.v1.DeviceService/RemoveServiceAccountFromDevice",
        RemoveServiceAccountFromDeviceRequest.newBuilder().setName(device).build(),
        RemoveServiceAccountFromDeviceResponse.getDefaultInstance());
  }

  @Test
  void withThePolicyItsRequestsAndTheirAccountsGo() {
    String name =
        ann.create(Fleet.POLICY, "", Fleet.policy("leaving", Mode.MANUAL_APPROVAL).build()).name();
    Caller bootstrap = region.holding(Fleet.bootstrap(ann, name));
    RequestProvisioningApprovalResponse asked =
        Fleet.ask(bootstrap, name, Fleet.status("Gateway", "E1"));
    ann.delete(Fleet.POLICY, name);
    assertThat(Caller.found(() -> ann.get(Fleet.REQUEST, asked.getRequest().getName()))).isFalse();
    assertThat(
            Caller.found(() -> ann.get(ACCOUNT, asked.getRequest().getSpec().getServiceAccount())))
        .isFalse();
  }

  @Test
  void aRequestThatSomebodyWritesByHandGivesNobodyTheRoleOfThePolicy() {
    dev.edgewatch.api.iam.v1.ServiceAccount own =
        dev.edgewatch.api.iam.v1.ServiceAccount.newBuilder()
            .setName(TestRegion.PARENT + "/serviceAccounts/ambitious")
            .build();
    ann.create(ACCOUNT, "", own);
    ProvisioningApprovalRequest.Builder forged =
        ProvisioningApprovalRequest.newBuilder()
            .setName(policy + "/provisioningApprovalRequests/forged");
    forged.getSpecBuilder().setServiceAccount(own.getName()).setConclusion(Conclusion.APPROVED);
    assertThat(Caller.refusal(() -> ann.create(Fleet.REQUEST, "", forged.build())).getMessage())
        .contains("spec.conclusion is APPROVED");
    forged.getSpecBuilder().clearConclusion();
    ann.create(Fleet.REQUEST, "", forged.build());
    conclude(forged.getName(), Conclusion.APPROVED);
    assertThat(
            Caller.refusal(() -> Fleet.become(ann, forged.getName(), Fleet.status("Gateway", "F1")))
                .getMessage())
        .contains("expected the one that RequestProvisioningApproval made");
    Applicant victim = applicant("F2");
    forged.getSpecBuilder().setServiceAccount(victim.account);
    assertThat(
            Caller.refusal(() -> ann.update(Fleet.REQUEST, forged.build(), "spec.service_account"))
                .getMessage())
        .contains("spec.service_account is");
    ann.delete(Fleet.REQUEST, forged.getName());
    assertThat(ann.get(ACCOUNT, own.getName()).name()).isEqualTo(own.getName());
  }
}
