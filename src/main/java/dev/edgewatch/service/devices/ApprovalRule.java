package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ProvisioningApprovalRequest;
import dev.edgewatch.api.devices.v1.ProvisioningApprovalRequest.Spec.Conclusion;
import dev.edgewatch.api.iam.own.ProvisionedAccount;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.util.Optional;

/**
 * What becomes of a request for approval (contract section 12.4, gaps F3). It begins without a
 * conclusion, may be approved, and may be revoked before and after that; revoked, its account opens
 * nothing any more, and a device that was made stays.
 */
record ApprovalRule(ResourceType type, ResourceType devices, AgentAccounts accounts)
    implements WriteRule {

  static ApprovalRule in(Region region) {
    return new ApprovalRule(
        region.catalog().type("devices.edgelq.com/ProvisioningApprovalRequest"),
        region.catalog().type("devices.edgelq.com/Device"),
        new AgentAccounts(region));
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    Conclusion conclusion = ((ProvisioningApprovalRequest) body).getSpec().getConclusion();
    if (conclusion != Conclusion.CONCLUSION_NOT_SPECIFIED) {
      throw Refusal.invalid(
          "CONCLUSION_TOO_EARLY",
          "spec.conclusion",
          "spec.conclusion is " + conclusion + "; expected none in a new request");
    }
    return Creation.of(body);
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    ProvisioningApprovalRequest.Spec was = ((ProvisioningApprovalRequest) before).getSpec();
    ProvisioningApprovalRequest.Spec spec = ((ProvisioningApprovalRequest) after).getSpec();
    requireSameAccount(was, spec);
    if (spec.getConclusion() != was.getConclusion()) {
      requireStep(was.getConclusion(), spec.getConclusion());
      if (spec.getConclusion() == Conclusion.REVOKED) {
        ofRequest(writing, was).ifPresent(made -> accounts.lockOut(writing.session(), made));
      }
    }
    return after;
  }

  private static void requireSameAccount(
      ProvisioningApprovalRequest.Spec was, ProvisioningApprovalRequest.Spec spec) {
    if (!spec.getServiceAccount().equals(was.getServiceAccount())) {
      throw Refusal.invalid(
          "FIELD_IMMUTABLE",
          "spec.service_account",
          "spec.service_account is "
              + Quoted.of(spec.getServiceAccount())
              + "; expected what the request was created with, "
              + Quoted.of(was.getServiceAccount()));
    }
  }

  private static void requireStep(Conclusion was, Conclusion now) {
    boolean forward =
        switch (was) {
          case CONCLUSION_NOT_SPECIFIED -> true;
          case APPROVED -> now == Conclusion.REVOKED;
          case REVOKED, UNRECOGNIZED -> false;
        };
    if (!forward) {
      throw Refusal.invalid(
          "CONCLUSION_NOT_TAKEN_BACK",
          "spec.conclusion",
          "spec.conclusion is "
              + now
              + " after "
              + was
              + "; expected APPROVED before REVOKED and nothing behind it: the device asks again");
    }
  }

  /** The account goes with the request unless a device has it by now. */
  @Override
  public void deleting(Writing writing, Message gone) {
    ProvisioningApprovalRequest request = (ProvisioningApprovalRequest) gone;
    ofRequest(writing, request.getSpec())
        .ifPresent(
            made -> {
              if (isUsed(writing.session(), made)) {
                accounts.withoutRequest(writing.session(), made);
              } else {
                accounts.delete(writing.session(), made);
              }
            });
  }

  private boolean isUsed(MethodSession session, ProvisionedAccount made) {
    return devices
        .findName(made.getHolder())
        .flatMap(session::get)
        .filter(row -> row.as(Device.class).getSpec().getServiceAccount().equals(made.getAccount()))
        .isPresent();
  }

  private Optional<ProvisionedAccount> ofRequest(
      Writing writing, ProvisioningApprovalRequest.Spec spec) {
    String name = writing.name().text();
    return accounts
        .made(writing.session(), spec.getServiceAccount())
        .filter(made -> made.getHolder().equals(name) || made.getRequest().equals(name));
  }
}
