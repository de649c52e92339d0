package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToProvisioningPolicyResponse;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromProvisioningPolicyRequest;
import dev.edgewatch.api.devices.v1.RemoveServiceAccountFromProvisioningPolicyResponse;
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
 * The account that devices share until they have their own (contract section 12.4). It may become a
 * device by this policy and nothing else.
 */
record PolicyAccounts(ResourceType type, ResourceType requests, AgentAccounts accounts)
    implements WriteRule {

  static PolicyAccounts in(Region region) {
    return new PolicyAccounts(
        region.catalog().type("devices.edgelq.com/ProvisioningPolicy"),
        region.catalog().type("devices.edgelq.com/ProvisioningApprovalRequest"),
        new AgentAccounts(region));
  }

  /** The caller must hold what the account may do: use the policy. */
  ProvisionServiceAccountToProvisioningPolicyResponse provision(
      ProvisionServiceAccountToProvisioningPolicyRequest request, MethodSession session) {
    ResourceName name = type.parseName(request.getName()).requireConcrete();
    Resource row = session.require(name);
    ProvisioningPolicy policy = row.as(ProvisioningPolicy.class);
    requireNone(policy);
    AgentAccounts.Made made =
        accounts.make(
            session,
            new AgentAccounts.Wanted(
                name,
                "bootstrap",
                "Devices of " + name.id(),
                RoleBinding.newBuilder().setRole(PredefinedRoles.DEVICE_PROVISIONER).build(),
                ""));
    ProvisioningPolicy.Builder after = policy.toBuilder();
    after.getSpecBuilder().setServiceAccount(made.account().text());
    session.replace(row, after.build());
    return ProvisionServiceAccountToProvisioningPolicyResponse.newBuilder()
        .setServiceAccount(made.keyFile())
        .build();
  }

  private static void requireNone(ProvisioningPolicy policy) {
    String account = policy.getSpec().getServiceAccount();
    if (!account.isEmpty()) {
      throw new Refusal.Precondition(
              "POLICY_HAS_ACCOUNT",
              "spec.service_account of ProvisioningPolicy '"
                  + policy.getName()
                  + "' is '"
                  + account
                  + "'; expected none: remove it first, and what holds its key gets in no more",
              List.of(account))
          .exception();
    }
  }

  /** Answers whether there was one. Devices that have their own accounts keep them. */
  RemoveServiceAccountFromProvisioningPolicyResponse remove(
      RemoveServiceAccountFromProvisioningPolicyRequest request, MethodSession session) {
    Resource row = session.require(type.parseName(request.getName()).requireConcrete());
    ProvisioningPolicy policy = row.as(ProvisioningPolicy.class);
    String account = policy.getSpec().getServiceAccount();
    if (!account.isEmpty()) {
      ProvisioningPolicy.Builder after = policy.toBuilder();
      after.getSpecBuilder().clearServiceAccount();
      session.replace(row, after.build());
      leave(session, account, row.name());
    }
    return RemoveServiceAccountFromProvisioningPolicyResponse.newBuilder()
        .setRemoved(!account.isEmpty())
        .build();
  }

  /** Its requests go with it, and by themselves, so that their accounts go as well. */
  @Override
  public void deleting(Writing writing, Message gone) {
    ProvisioningPolicy policy = (ProvisioningPolicy) gone;
    writing
        .session()
        .list(requests.parseParent(policy.getName()))
        .forEach(request -> writing.session().delete(request));
    leave(writing.session(), policy.getSpec().getServiceAccount(), policy.getName());
  }

  /** The account goes when it was made for the policy. */
  private void leave(MethodSession session, String account, String policy) {
    accounts.madeFor(session, account, policy).ifPresent(made -> accounts.delete(session, made));
  }
}
