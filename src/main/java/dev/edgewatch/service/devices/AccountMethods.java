package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceResponse;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyResponse;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceResponse;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromProvisioningPolicyRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromProvisioningPolicyResponse;
import dev.edgewatch.region.CustomMethod;
import java.util.List;

/** The methods about accounts of devices and policies. */
final class AccountMethods {
  private static final String DEVICES = "ntt.devices.v1.DeviceService/";
  private static final String POLICIES = "ntt.devices.v1.ProvisioningPolicyService/";

  private AccountMethods() {}

  static List<CustomMethod<?, ?>> of(DeviceAccounts devices, PolicyAccounts policies) {
    return List.of(
        new CustomMethod.Snapshot<>(
            DEVICES + "ProvisionServiceAccountToDevice",
            ProvisionServiceAccountToDeviceRequest.getDefaultInstance(),
            ProvisionServiceAccountToDeviceResponse.getDefaultInstance(),
            (context, request, session) -> devices.provision(request, session)),
        new CustomMethod.Snapshot<>(
            DEVICES + "RemoveServiceAccountFromDevice",
            RemoveServiceAccountFromDeviceRequest.getDefaultInstance(),
            RemoveServiceAccountFromDeviceResponse.getDefaultInstance(),
            (context, request, session) -> devices.remove(request, session)),
        new CustomMethod.Snapshot<>(
            POLICIES + "ProvisionServiceAccountToProvisioningPolicy",
            ProvisionServiceAccountToProvisioningPolicyRequest.getDefaultInstance(),
            ProvisionServiceAccountToProvisioningPolicyResponse.getDefaultInstance(),
            (context, request, session) -> policies.provision(request, session)),
        new CustomMethod.Snapshot<>(
            POLICIES + "RemoveServiceAccountFromProvisioningPolicy",
            RemoveServiceAccountFromProvisioningPolicyRequest.getDefaultInstance(),
            RemoveServiceAccountFromProvisioningPolicyResponse.getDefaultInstance(),
            (context, request, session) -> policies.remove(request, session)));
  }
}
