package dev.edgewatch.service.devices;

import dev.edgewatch.api.api.ServiceAccount;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ProvisionDeviceForApprovedRequestRequest;
import dev.edgewatch.api.devices.v1.ProvisionDeviceForApprovedRequestResponse;
import dev.edgewatch.api.devices.v1.ProvisionDeviceViaPolicyRequest;
import dev.edgewatch.api.devices.v1.ProvisionDeviceViaPolicyResponse;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyResponse;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.devices.v1.RequestProvisioningApprovalRequest;
import dev.edgewatch.api.devices.v1.RequestProvisioningApprovalResponse;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;

/** Devices on their way, as their agents call a region. */
final class Fleet {
  static final ResourceType POLICY = Caller.type("devices.edgelq.com/ProvisioningPolicy");
  static final ResourceType REQUEST = Caller.type("devices.edgelq.com/ProvisioningApprovalRequest");
  static final String SERIAL_NUMBER =
      "status.device_info.hardware_information.system.serial_number";
  private static final String POLICIES = "ntt.devices.v1.ProvisioningPolicyService/";

  private Fleet() {}

  /** By which devices are known by their serial numbers and named by them. */
  static ProvisioningPolicy.Builder policy(String id, ProvisioningPolicy.Mode mode) {
    ProvisioningPolicy.Builder policy =
        ProvisioningPolicy.newBuilder().setName(TestRegion.PARENT + "/provisioningPolicies/" + id);
    policy
        .getSpecBuilder()
        .setMode(mode)
        .setDeviceNameFormat("{product_name}-{serial_number}")
        .setDeviceDisplayNameFormat("{product_name} no. {serial_number}")
        .addIdentityFieldPaths(SERIAL_NUMBER);
    return policy;
  }

  /** What a device says of itself. */
  static Device.Status status(String product, String serial) {
    Device.Status.Builder status = Device.Status.newBuilder();
    status
        .getDeviceInfoBuilder()
        .getHardwareInformationBuilder()
        .getSystemBuilder()
        .setProductName(product)
        .setSerialNumber(serial);
    return status.build();
  }

  static ServiceAccount bootstrap(Caller by, String policy) {
    return by.call(
            POLICIES + "ProvisionServiceAccountToProvisioningPolicy",
            ProvisionServiceAccountToProvisioningPolicyRequest.newBuilder().setName(policy).build(),
            ProvisionServiceAccountToProvisioningPolicyResponse.getDefaultInstance())
        .getServiceAccount();
  }

  static ProvisionDeviceViaPolicyResponse provision(
      Caller agent, String policy, Device.Status status) {
    return provision(agent, policy, status, "");
  }

  static ProvisionDeviceViaPolicyResponse provision(
      Caller agent, String policy, Device.Status status, String publicKey) {
    return agent.call(
        POLICIES + "ProvisionDeviceViaPolicy",
        ProvisionDeviceViaPolicyRequest.newBuilder()
            .setName(policy)
            .setDeviceStatus(status)
            .setExternalPubkey(publicKey)
            .build(),
        ProvisionDeviceViaPolicyResponse.getDefaultInstance());
  }

  static RequestProvisioningApprovalResponse ask(
      Caller agent, String policy, Device.Status status) {
    return agent.call(
        POLICIES + "RequestProvisioningApproval",
        RequestProvisioningApprovalRequest.newBuilder()
            .setName(policy)
            .setDeviceStatus(status)
            .build(),
        RequestProvisioningApprovalResponse.getDefaultInstance());
  }

  static Device become(Caller agent, String request, Device.Status status) {
    return agent
        .call(
            "ntt.devices.v1.ProvisioningApprovalRequestService/ProvisionDeviceForApprovedRequest",
            ProvisionDeviceForApprovedRequestRequest.newBuilder()
                .setName(request)
                .setDeviceStatus(status)
                .build(),
            ProvisionDeviceForApprovedRequestResponse.getDefaultInstance())
        .getDevice();
  }
}
