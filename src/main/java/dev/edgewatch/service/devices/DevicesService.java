package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.DeregisterRequest;
import dev.edgewatch.api.devices.v1.DeregisterResponse;
import dev.edgewatch.api.devices.v1.GetDedicatedEndpointsRequest;
import dev.edgewatch.api.devices.v1.GetDedicatedEndpointsResponse;
import dev.edgewatch.api.devices.v1.HeartbeatMsg;
import dev.edgewatch.api.devices.v1.HeartbeatResponse;
import dev.edgewatch.api.devices.v1.ListPublicDevicesRequest;
import dev.edgewatch.api.devices.v1.ListPublicDevicesResponse;
import dev.edgewatch.api.devices.v1.RequestUrlRequest;
import dev.edgewatch.api.devices.v1.RequestUrlResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.service.iam.Giving;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The custom methods of {@code devices.edgelq.com}. */
public final class DevicesService implements CustomService {
  private static final String PACKAGE = "ntt.devices.v1.";

  private @Nullable Presence presence;

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    Presence opened = new Presence(region, new ConnectionStatuses(region, edits));
    presence = opened;
    PublicDevices publicDevices = new PublicDevices(region);
    Endpoints endpoints = new Endpoints(region);
    Hardware hardware = new Hardware(region.catalog());
    Images images = new Images(region.catalog());
    List<CustomMethod<?, ?>> methods = new ArrayList<>();
    methods.addAll(AccountMethods.of(DeviceAccounts.in(region), PolicyAccounts.in(region)));
    methods.addAll(ProvisioningMethods.of(Provisioning.in(region, edits)));
    methods.addAll(RegistrationMethods.of(Registrations.in(region, edits)));
    methods.addAll(
        List.of(
            new CustomMethod.Bidi<>(
                PACKAGE + "DeviceService/Heartbeat",
                HeartbeatMsg.getDefaultInstance(),
                HeartbeatResponse.getDefaultInstance(),
                (context, replies) -> new HeartbeatConversation(region, opened, context, replies)),
            new CustomMethod.Snapshot<>(
                PACKAGE + "DeviceService/GetDedicatedEndpoints",
                GetDedicatedEndpointsRequest.getDefaultInstance(),
                GetDedicatedEndpointsResponse.getDefaultInstance(),
                (context, request, session) -> endpoints.of(request, session)),
            new CustomMethod.Snapshot<>(
                PACKAGE + "DeviceHardwareService/Deregister",
                DeregisterRequest.getDefaultInstance(),
                DeregisterResponse.getDefaultInstance(),
                (context, request, session) -> hardware.deregister(request, session)),
            new CustomMethod.Snapshot<>(
                PACKAGE + "CustomizedImageService/RequestUrl",
                RequestUrlRequest.getDefaultInstance(),
                RequestUrlResponse.getDefaultInstance(),
                (context, request, session) -> images.url(request, session)),
            new CustomMethod.Unary<>(
                PACKAGE + "PublicService/ListPublicDevices",
                ListPublicDevicesRequest.getDefaultInstance(),
                ListPublicDevicesResponse.getDefaultInstance(),
                (context, request) -> publicDevices.list(request))));
    return methods;
  }

  @Override
  public List<WriteRule> rules(Region region, ResourceEdits edits) {
    return List.of(
        DeviceAccounts.in(region),
        PolicyAccounts.in(region),
        PolicyRule.in(region),
        ApprovalRule.in(region),
        new RegisterSessionRule(region, new Giving(region.access()), new SecureRandom()));
  }

  @Override
  public void close() {
    if (presence != null) {
      presence.close();
    }
  }
}
