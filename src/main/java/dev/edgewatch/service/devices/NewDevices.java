package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Which device something becomes by a policy: the one that it is already, when the policy knows
 * devices by what they say, else a new one that is named and made as the policy says.
 */
final class NewDevices {
  private static final int TRIES = 5;

  private final ResourceType type;
  private final ResourceEdits edits;
  private final RandomGenerator random;
  private final RecognizedDevices recognized;
  private final RegisteredHardware hardware;

  NewDevices(Region region, ResourceEdits edits, RandomGenerator random) {
    this.type = region.catalog().type("devices.edgelq.com/Device");
    this.edits = edits;
    this.random = random;
    this.recognized = new RecognizedDevices(region);
    this.hardware = new RegisteredHardware(region);
  }

  /**
   * A device that is to be written, with its account, when this is there.
   *
   * @param row empty for a new one
   */
  record Becoming(
      ResourceName name, String policy, Identity identity, Optional<Resource> row, Device device) {}

  ResourceName name(String device) {
    return type.parseName(device);
  }

  /**
   * @param policy whose template, formats and paths count
   * @param said of itself by whoever wants to be a device
   */
  Becoming by(MethodSession session, ProvisioningPolicy policy, Device.Status said) {
    Device.Status status = reported(said);
    ParentName parent = parent(policy);
    Identity identity = Identity.of(policy.getSpec().getIdentityFieldPathsList(), status);
    Optional<Resource> found = recognized.find(session, parent, identity);
    found.ifPresent(row -> requireFree(row, identity));
    Device device =
        found
            .map(row -> reporting(row.as(Device.class), status))
            .orElseGet(() -> fresh(policy.getSpec(), status));
    ResourceName name =
        found
            .map(row -> type.parseName(row.name()))
            .orElseGet(() -> free(session, parent, policy.getSpec(), device));
    return new Becoming(name, policy.getName(), identity, found, device);
  }

  private ParentName parent(ProvisioningPolicy policy) {
    String name = policy.getName();
    return type.parseParent(name.substring(0, name.indexOf("/provisioningPolicies/")))
        .requireConcrete();
  }

  /** What a device cannot say of itself is not taken from it. */
  private static Device.Status reported(Device.Status said) {
    if (said.getAttestationStatusCount() > 0) {
      throw Refusal.invalid(
          "ATTESTATION_NOT_SAID",
          "device_status.attestation_status",
          "device_status.attestation_status has "
              + said.getAttestationStatusCount()
              + " entries; expected none, because attestation is proved and not said");
    }
    return said.toBuilder().clearConnectionStatus().clearConnectionStatusChangeTime().build();
  }

  /** Who shares an account with others does not take over a device that works. */
  private static void requireFree(Resource row, Identity identity) {
    if (!row.as(Device.class).getSpec().getServiceAccount().isEmpty()) {
      throw new Refusal.Precondition(
              "DEVICE_PROVISIONED",
              "the device with "
                  + identity
                  + " has an account already; expected none: RemoveServiceAccountFromDevice takes"
                  + " it away",
              List.of())
          .exception();
    }
  }

  private static Device reporting(Device before, Device.Status status) {
    return before.toBuilder()
        .setStatus(
            status.toBuilder()
                .addAllAttestationStatus(before.getStatus().getAttestationStatusList())
                .setConnectionStatus(before.getStatus().getConnectionStatus())
                .setConnectionStatusChangeTime(before.getStatus().getConnectionStatusChangeTime()))
        .build();
  }

  private Device fresh(ProvisioningPolicy.Spec spec, Device.Status status) {
    ProvisioningPolicy.Spec.Template template = spec.getTemplate();
    Device.Builder device =
        Device.newBuilder()
            .setMetadata(
                Meta.newBuilder()
                    .addAllTags(template.getMetadata().getTagsList())
                    .putAllLabels(spec.getLabelsMap())
                    .putAllLabels(template.getMetadata().getLabelsMap())
                    .putAllAnnotations(template.getMetadata().getAnnotationsMap()))
            .setSpec(template.getSpec())
            .setPublicListingSpec(template.getPublicListingSpec())
            .setStatus(status);
    return device
        .setDisplayName(NameFormats.of(spec).displayName().displayName(status, random))
        .build();
  }

  /** A name that nobody has: as the format says, else with something by chance behind it. */
  private ResourceName free(
      MethodSession session, ParentName parent, ProvisioningPolicy.Spec spec, Device device) {
    String id = NameFormats.of(spec).name().id(device.getStatus(), random);
    Message named = id.isEmpty() ? device : Device.newBuilder().setDisplayName(id).build();
    ResourceName name =
        id.isEmpty() ? edits.newName(type, parent.text(), named) : parent.child(id).requireNew();
    for (int i = 0; i < TRIES && session.get(name).isPresent(); i++) {
      name = edits.newName(type, parent.text(), named);
    }
    return name;
  }

  /** Writes it with its account, what it was known by, and the hardware that it was before. */
  Device write(MethodSession session, Becoming becoming, String account) {
    Device wanted = DeviceAccounts.withAccount(becoming.device, account);
    Device device =
        becoming
            .row
            .map(row -> session.replace(row, wanted))
            .orElseGet(() -> session.create(becoming.name, wanted))
            .as(Device.class);
    ParentName parent = becoming.name.parent();
    recognized.remember(session, parent, becoming.identity, becoming.name);
    hardware.provisioned(session, parent, becoming.policy, device);
    return device;
  }
}
