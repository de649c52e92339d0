package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardware.Status.PROVISIONING_STATE;
import dev.edgewatch.api.devices.v1.DeviceHardwareRegisterSession;
import dev.edgewatch.api.devices.v1.GetDeviceHardwareRegisterSessionFromTokenRequest;
import dev.edgewatch.api.devices.v1.GetDeviceHardwareRegisterSessionFromTokenResponse;
import dev.edgewatch.api.devices.v1.HardwareStatusRequest;
import dev.edgewatch.api.devices.v1.HardwareStatusResponse;
import dev.edgewatch.api.devices.v1.RegisterHardwareRequest;
import dev.edgewatch.api.devices.v1.RegisterHardwareResponse;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * Hardware that is registered with the token of a session in place of credentials (contract section
 * 12.5, gaps E12). The token gets at its session and at the hardware of that session, and at
 * nothing else.
 */
record Registrations(
    Region region,
    ResourceEdits edits,
    ResourceType sessions,
    ResourceType hardwares,
    RegisterTokens tokens) {
  /** All of it is in one row. */
  private static final int MOST = 1_000;

  static Registrations in(Region region, ResourceEdits edits) {
    ResourceType sessions =
        region.catalog().type("devices.edgelq.com/DeviceHardwareRegisterSession");
    return new Registrations(
        region,
        edits,
        sessions,
        region.catalog().type("devices.edgelq.com/DeviceHardware"),
        new RegisterTokens(sessions));
  }

  /** The region whose session a token is of; refuses one of a region that there is not. */
  List<String> regionOf(String token, List<String> serving) {
    String owner = tokens.session(token).region().orElseThrow();
    if (!serving.contains(owner)) {
      throw RegisterTokens.refused();
    }
    return List.of(owner);
  }

  /** What the holder of a token is told of its session. */
  GetDeviceHardwareRegisterSessionFromTokenResponse session(
      CallContext context, GetDeviceHardwareRegisterSessionFromTokenRequest request) {
    ResourceName name = tokens.session(request.getToken());
    DeviceHardwareRegisterSession session = open(context, name, request.getToken());
    String project = "projects/" + name.segment("project").orElseThrow();
    return GetDeviceHardwareRegisterSessionFromTokenResponse.newBuilder()
        .setDeviceHardwareRegisterSession((DeviceHardwareRegisterSession) shown().project(session))
        .setProjectDisplayName(
            region
                .watches()
                .get(region.catalog().type("iam.edgelq.com/Project"), project)
                .map(row -> row.as(Project.class).getTitle())
                .orElse(""))
        .build();
  }

  /** Neither the token, which he has, nor who else has to do with it. */
  private Mask shown() {
    return Mask.of(
        sessions.descriptor(),
        "name",
        "display_name",
        "start_time",
        "expiration_time",
        "user_email",
        "language_code",
        "extras",
        "provisioning_policy_name",
        "device_name",
        "single_use",
        "status");
  }

  /** Read where it is stored: for names that anybody makes up nothing is kept at hand. */
  private DeviceHardwareRegisterSession open(CallContext context, ResourceName name, String token) {
    return tokens.require(
        region.read(context, name).map(row -> row.as(DeviceHardwareRegisterSession.class)),
        token,
        region.clock().instant());
  }

  /** Hardware of the session; of all that is said about it, what is said is what it must be. */
  HardwareStatusResponse status(CallContext context, HardwareStatusRequest request) {
    DeviceHardwareRegisterSession session =
        open(context, tokens.session(request.getToken()), request.getToken());
    HardwareStatusResponse.Builder answer = HardwareStatusResponse.newBuilder();
    region.watches().batchGet(hardwares, ofSession(session)).values().stream()
        .map(row -> row.as(DeviceHardware.class))
        .filter(one -> isOrUnsaid(request.getSerialNumber(), one.getSerialNumber()))
        .filter(one -> isOrUnsaid(request.getManufacturer(), one.getManufacturer()))
        .filter(one -> isOrUnsaid(request.getProductName(), one.getProductName()))
        .forEach(one -> answer.addDeviceHardwares(withoutMetadata(one)));
    return answer.build();
  }

  /** What a session may have registered: nothing of other projects or regions. */
  private List<String> ofSession(DeviceHardwareRegisterSession session) {
    String parent = sessions.parseName(session.getName()).parent().text();
    return session.getStatus().getDeviceHardwaresList().stream()
        .filter(
            hardware ->
                hardwares
                    .findName(hardware)
                    .filter(name -> !name.hasWildcard() && name.parent().text().equals(parent))
                    .isPresent())
        .toList();
  }

  private static boolean isOrUnsaid(String wanted, String value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  private static DeviceHardware withoutMetadata(DeviceHardware hardware) {
    return hardware.toBuilder().clearMetadata().build();
  }

  /**
   * A piece of hardware, registered once for a session however often it is sent, also when the
   * session is for one piece only.
   */
  RegisterHardwareResponse register(CallContext context, RegisterHardwareRequest request) {
    DeviceHardware sent = SentHardware.of(request);
    ResourceName name = tokens.session(request.getToken());
    DeviceHardware registered =
        edits
            .inSession(context, session -> register(session, name, request.getToken(), sent))
            .value();
    return RegisterHardwareResponse.newBuilder().setHardware(withoutMetadata(registered)).build();
  }

  private DeviceHardware register(
      MethodSession store, ResourceName name, String token, DeviceHardware sent) {
    Optional<Resource> row = store.get(name);
    DeviceHardwareRegisterSession session =
        tokens.require(
            row.map(found -> found.as(DeviceHardwareRegisterSession.class)),
            token,
            region.clock().instant());
    Optional<DeviceHardware> before = registered(store, session, sent);
    if (before.isPresent()) {
      return before.get();
    }
    requireRoom(session);
    DeviceHardware hardware =
        sent.toBuilder()
            .setAssociatedProvisioningPolicyName(session.getProvisioningPolicyName())
            .setAssociatedDevice(session.getDeviceName())
            .setStatus(
                DeviceHardware.Status.newBuilder()
                    .setProvisioningState(PROVISIONING_STATE.NOT_PROVISIONED))
            .build();
    ResourceName made = edits.newName(hardwares, name.parent().text(), hardware);
    Resource created = store.create(made, hardware);
    DeviceHardwareRegisterSession.Builder after = session.toBuilder();
    after.getStatusBuilder().addDeviceHardwares(made.text());
    store.byAuthorityOf(Optional.empty());
    store.replace(row.orElseThrow(), after.build());
    return created.as(DeviceHardware.class);
  }

  private Optional<DeviceHardware> registered(
      MethodSession store, DeviceHardwareRegisterSession session, DeviceHardware sent) {
    return store.batchGet(hardwares, ofSession(session)).values().stream()
        .map(row -> row.as(DeviceHardware.class))
        .filter(one -> SentHardware.isSame(one, sent))
        .findFirst();
  }

  private static void requireRoom(DeviceHardwareRegisterSession session) {
    int count = session.getStatus().getDeviceHardwaresCount();
    if (session.getSingleUse() && count > 0) {
      throw RegisterTokens.refused();
    }
    if (count >= MOST) {
      throw new Refusal.Precondition(
              "SESSION_FULL",
              "the session has registered " + count + " pieces of hardware; expected fewer",
              List.of())
          .exception();
    }
  }
}
