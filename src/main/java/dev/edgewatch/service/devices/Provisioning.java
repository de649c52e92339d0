package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ProvisionDeviceForApprovedRequestRequest;
import dev.edgewatch.api.devices.v1.ProvisionDeviceForApprovedRequestResponse;
import dev.edgewatch.api.devices.v1.ProvisionDeviceViaPolicyRequest;
import dev.edgewatch.api.devices.v1.ProvisionDeviceViaPolicyResponse;
import dev.edgewatch.api.devices.v1.ProvisioningApprovalRequest;
import dev.edgewatch.api.devices.v1.ProvisioningApprovalRequest.Spec.Conclusion;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.devices.v1.RequestProvisioningApprovalRequest;
import dev.edgewatch.api.devices.v1.RequestProvisioningApprovalResponse;
import dev.edgewatch.api.iam.own.ProvisionedAccount;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.Sha256;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * How what shares an account becomes a device with one of its own (contract section 12.4): at once,
 * or when somebody has let it in. What is given is what the policy says, by the authority of who
 * wrote the policy and was asked then; who calls needs nothing but the permission to use it.
 */
record Provisioning(
    ResourceType policies, ResourceType requests, AgentAccounts accounts, NewDevices devices) {
  private static final int ID = 16;

  /** So many code points always fit into the 63 characters of a label. */
  private static final int LABEL = 31;

  static Provisioning in(Region region, ResourceEdits edits) {
    return new Provisioning(
        region.catalog().type("devices.edgelq.com/ProvisioningPolicy"),
        region.catalog().type("devices.edgelq.com/ProvisioningApprovalRequest"),
        new AgentAccounts(region),
        new NewDevices(region, edits, new SecureRandom()));
  }

  /** UNATTENDED: a device and the key file of its account. */
  ProvisionDeviceViaPolicyResponse viaPolicy(
      ProvisionDeviceViaPolicyRequest request, MethodSession session) {
    ProvisioningPolicy policy =
        policy(session, request.getName(), ProvisioningPolicy.Mode.UNATTENDED);
    NewDevices.Becoming becoming = devices.by(session, policy, request.getDeviceStatus());
    session.byAuthorityOf(Optional.empty());
    AgentAccounts.Made made =
        accounts.make(
            session,
            new AgentAccounts.Wanted(
                becoming.name(),
                "device",
                "Agent of " + becoming.name().id(),
                PolicyRole.of(policy.getSpec()),
                request.getExternalPubkey()));
    return ProvisionDeviceViaPolicyResponse.newBuilder()
        .setDevice(devices.write(session, becoming, made.account().text()))
        .setServiceAccount(made.keyFile())
        .build();
  }

  private ProvisioningPolicy policy(
      MethodSession session, String name, ProvisioningPolicy.Mode mode) {
    ProvisioningPolicy policy =
        session.require(policies.parseName(name).requireConcrete()).as(ProvisioningPolicy.class);
    if (policy.getSpec().getMode() != mode) {
      throw new Refusal.Precondition(
              "POLICY_MODE_DIFFERS",
              "spec.mode of ProvisioningPolicy '"
                  + name
                  + "' is "
                  + policy.getSpec().getMode()
                  + "; expected "
                  + mode,
              List.of(name))
          .exception();
    }
    return policy;
  }

  /**
   * MANUAL_APPROVAL: a request, and the account by which it is followed. The labels of the request
   * repeat what the device says of itself, so that a person can tell one from another.
   */
  RequestProvisioningApprovalResponse request(
      CallContext context, RequestProvisioningApprovalRequest asked, MethodSession session) {
    ProvisioningPolicy policy =
        policy(session, asked.getName(), ProvisioningPolicy.Mode.MANUAL_APPROVAL);
    String distinction = policy.getMetadata().getUuid() + "\n" + context.requestId();
    ResourceName name =
        requests
            .parseParent(policy.getName())
            .child("request-" + Sha256.hex(distinction).substring(0, ID));
    session.byAuthorityOf(Optional.empty());
    AgentAccounts.Made made =
        accounts.make(
            session,
            new AgentAccounts.Wanted(
                name,
                "request",
                "Applicant of " + policies.parseName(policy.getName()).id(),
                RoleBinding.newBuilder().setRole(PredefinedRoles.DEVICE_APPLICANT).build(),
                asked.getExternalPubkey()));
    ProvisioningApprovalRequest request =
        ProvisioningApprovalRequest.newBuilder()
            .setMetadata(labels(asked.getDeviceStatus()))
            .setSpec(
                ProvisioningApprovalRequest.Spec.newBuilder()
                    .setServiceAccount(made.account().text()))
            .build();
    return RequestProvisioningApprovalResponse.newBuilder()
        .setRequest(session.create(name, request).as(ProvisioningApprovalRequest.class))
        .setServiceAccount(made.keyFile())
        .build();
  }

  private static Meta labels(Device.Status status) {
    Device.Status.DeviceInfo.HardwareInformation.System system =
        status.getDeviceInfo().getHardwareInformation().getSystem();
    Meta.Builder labels = Meta.newBuilder();
    label(labels, "serial_number", system.getSerialNumber());
    label(labels, "product_name", system.getProductName());
    return labels.build();
  }

  private static void label(Meta.Builder labels, String key, String said) {
    String value = NameFormat.shown(said, LABEL);
    if (!value.isEmpty()) {
      labels.putLabels(key, value);
    }
  }

  /**
   * The device of an approved request, which the account that followed it then acts for. Asked
   * again, it answers the same device.
   */
  ProvisionDeviceForApprovedRequestResponse forApproved(
      ProvisionDeviceForApprovedRequestRequest asked, MethodSession session) {
    ResourceName name = requests.parseName(asked.getName()).requireConcrete();
    ProvisioningApprovalRequest.Spec request =
        session.require(name).as(ProvisioningApprovalRequest.class).getSpec();
    requireApproved(name, request);
    ProvisionedAccount made =
        accounts
            .made(session, request.getServiceAccount())
            .orElseThrow(() -> foreignAccount(name, request));
    Device device =
        made.getRequest().equals(name.text())
            ? provisioned(session, made)
            : provision(session, name, made, asked.getDeviceStatus());
    return ProvisionDeviceForApprovedRequestResponse.newBuilder().setDevice(device).build();
  }

  private Device provision(
      MethodSession session, ResourceName name, ProvisionedAccount made, Device.Status status) {
    if (!made.getHolder().equals(name.text())) {
      throw foreignAccount(
          name,
          ProvisioningApprovalRequest.Spec.newBuilder()
              .setServiceAccount(made.getAccount())
              .build());
    }
    String policyName = name.parent().text();
    ProvisioningPolicy policy =
        policy(session, policyName, ProvisioningPolicy.Mode.MANUAL_APPROVAL);
    NewDevices.Becoming becoming = devices.by(session, policy, status);
    session.byAuthorityOf(Optional.empty());
    accounts.handOver(session, made, becoming.name(), PolicyRole.of(policy.getSpec()), name.text());
    return devices.write(session, becoming, made.getAccount());
  }

  private Device provisioned(MethodSession session, ProvisionedAccount made) {
    Resource row = session.require(devices.name(made.getHolder()));
    return row.as(Device.class);
  }

  private static void requireApproved(ResourceName name, ProvisioningApprovalRequest.Spec request) {
    if (request.getConclusion() != Conclusion.APPROVED) {
      throw new Refusal.Precondition(
              "REQUEST_NOT_APPROVED",
              "spec.conclusion of ProvisioningApprovalRequest '"
                  + name
                  + "' is "
                  + request.getConclusion()
                  + "; expected APPROVED",
              List.of(name.text()))
          .exception();
    }
  }

  /** Whoever writes a request by hand would choose to whom the role of the policy is given. */
  private static RefusalException foreignAccount(
      ResourceName name, ProvisioningApprovalRequest.Spec request) {
    return new Refusal.Precondition(
            "ACCOUNT_NOT_OF_REQUEST",
            "spec.service_account of ProvisioningApprovalRequest '"
                + name
                + "' is '"
                + request.getServiceAccount()
                + "'; expected the one that RequestProvisioningApproval made with it",
            List.of(name.text()))
        .exception();
  }
}
