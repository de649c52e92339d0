package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.ProvisionDeviceForApprovedRequestRequest;
import dev.edgewatch.api.devices.v1.ProvisionDeviceForApprovedRequestResponse;
import dev.edgewatch.api.devices.v1.ProvisionDeviceViaPolicyRequest;
import dev.edgewatch.api.devices.v1.ProvisionDeviceViaPolicyResponse;
import dev.edgewatch.api.devices.v1.RequestProvisioningApprovalRequest;
import dev.edgewatch.api.devices.v1.RequestProvisioningApprovalResponse;
import dev.edgewatch.region.CustomMethod;
import java.util.List;

/** The methods by which devices are provisioned. */
final class ProvisioningMethods {
  private static final String POLICIES = "ntt.devices.v1.ProvisioningPolicyService/";
  private static final String REQUESTS = "ntt.devices.v1.ProvisioningApprovalRequestService/";

  private ProvisioningMethods() {}

  static List<CustomMethod<?, ?>> of(Provisioning provisioning) {
    return List.of(
        new CustomMethod.Snapshot<>(
            POLICIES + "ProvisionDeviceViaPolicy",
            ProvisionDeviceViaPolicyRequest.getDefaultInstance(),
            ProvisionDeviceViaPolicyResponse.getDefaultInstance(),
            (context, request, session) -> provisioning.viaPolicy(request, session)),
        new CustomMethod.Snapshot<>(
            POLICIES + "RequestProvisioningApproval",
            RequestProvisioningApprovalRequest.getDefaultInstance(),
            RequestProvisioningApprovalResponse.getDefaultInstance(),
            provisioning::request),
        new CustomMethod.Snapshot<>(
            REQUESTS + "ProvisionDeviceForApprovedRequest",
            ProvisionDeviceForApprovedRequestRequest.getDefaultInstance(),
            ProvisionDeviceForApprovedRequestResponse.getDefaultInstance(),
            (context, request, session) -> provisioning.forApproved(request, session)));
  }
}
