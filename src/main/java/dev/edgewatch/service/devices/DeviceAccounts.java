package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceResponse;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromDeviceResponse;
import dev.edgewatch.api.iam.own.ProvisionedAccount;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/**
 * Accounts of single devices (contract section 12.3). An account that was made for a device goes
 * with it; one that was there before stays when the device lets go of it.
 */
record DeviceAccounts(ResourceType type, AgentAccounts accounts) implements WriteRule {

  static DeviceAccounts in(Region region) {
    return new DeviceAccounts(
        region.catalog().type("devices.edgelq.com/Device"), new AgentAccounts(region));
  }

  /**
   * An account of its own for a device that has none. The caller must hold what an agent may do to
   * its device.
   */
  ProvisionServiceAccountToDeviceResponse provision(
      ProvisionServiceAccountToDeviceRequest request, MethodSession session) {
    ResourceName name = type.parseName(request.getName()).requireConcrete();
    Resource row = session.require(name);
    Device device = row.as(Device.class);
    requireNone(device);
    AgentAccounts.Made made =
        accounts.make(
            session,
            new AgentAccounts.Wanted(
                name,
                "device",
                "Agent of " + name.id(),
                RoleBinding.newBuilder().setRole(PredefinedRoles.DEVICE_AGENT).build(),
                request.getExternalPubkey()));
    session.replace(row, withAccount(device, made.account().text()));
    return ProvisionServiceAccountToDeviceResponse.newBuilder()
        .setServiceAccount(made.keyFile())
        .build();
  }

  static Device withAccount(Device device, String account) {
    Device.Builder after = device.toBuilder();
    after.getSpecBuilder().setServiceAccount(account);
    return after.build();
  }

  private static void requireNone(Device device) {
    String account = device.getSpec().getServiceAccount();
    if (!account.isEmpty()) {
      throw new Refusal.Precondition(
              "DEVICE_HAS_ACCOUNT",
              "spec.service_account of Device '"
                  + device.getName()
                  + "' is '"
                  + account
                  + "'; expected none, so that no two accounts act for one device",
              List.of(account))
          .exception();
    }
  }

  /** The device has no account any more; nothing happens when it had none. */
  RemoveServiceAccountFromDeviceResponse remove(
      RemoveServiceAccountFromDeviceRequest request, MethodSession session) {
    Resource row = session.require(type.parseName(request.getName()).requireConcrete());
    Device device = row.as(Device.class);
    String account = device.getSpec().getServiceAccount();
    if (!account.isEmpty()) {
      Device.Builder after = device.toBuilder();
      after.getSpecBuilder().clearServiceAccount();
      session.replace(row, after.build());
      leave(session, account, row.name());
    }
    return RemoveServiceAccountFromDeviceResponse.getDefaultInstance();
  }

  @Override
  public void deleting(Writing writing, Message gone) {
    Device device = (Device) gone;
    leave(writing.session(), device.getSpec().getServiceAccount(), device.getName());
  }

  /** An account by which a request was made is kept for it, and opens nothing any more. */
  private void leave(MethodSession session, String account, String device) {
    accounts
        .madeFor(session, account, device)
        .ifPresent(
            (ProvisionedAccount made) -> {
              if (made.getRequest().isEmpty()) {
                accounts.delete(session, made);
              } else {
                accounts.lockOut(session, made);
              }
            });
  }
}
