package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardwareRegisterSession;
import dev.edgewatch.api.devices.v1.GetDeviceHardwareRegisterSessionFromTokenRequest;
import dev.edgewatch.api.devices.v1.GetDeviceHardwareRegisterSessionFromTokenResponse;
import dev.edgewatch.api.devices.v1.HardwareStatusRequest;
import dev.edgewatch.api.devices.v1.HardwareStatusResponse;
import dev.edgewatch.api.devices.v1.RegisterHardwareRequest;
import dev.edgewatch.api.devices.v1.RegisterHardwareResponse;
import dev.edgewatch.region.Caller;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/** Hardware on its way, as whoever has a token calls a region. */
public final class Registering {
  public static final ResourceType SESSION =
      Caller.type("devices.edgelq.com/DeviceHardwareRegisterSession");
  static final ResourceType HARDWARE = Caller.type("devices.edgelq.com/DeviceHardware");
  private static final String SERVICE = "ntt.devices.v1.DeviceHardwareRegisterSessionService/";

  private Registering() {}

  static RegisterHardwareRequest.Builder hardware(String serial) {
    return RegisterHardwareRequest.newBuilder()
        .setSerialNumber(serial)
        .setManufacturer("Acme")
        .setProductName("Gateway")
        .addMacAddress("02:00:00:00:00:01");
  }

  public static DeviceHardware register(Caller caller, String token, String serial) {
    return register(caller, hardware(serial).setToken(token).build());
  }

  static DeviceHardware register(Caller caller, RegisterHardwareRequest request) {
    return caller
        .call(SERVICE + "RegisterHardware", request, RegisterHardwareResponse.getDefaultInstance())
        .getHardware();
  }

  public static List<DeviceHardware> status(Caller caller, String token, String serial) {
    return caller
        .call(
            SERVICE + "HardwareStatus",
            HardwareStatusRequest.newBuilder().setToken(token).setSerialNumber(serial).build(),
            HardwareStatusResponse.getDefaultInstance())
        .getDeviceHardwaresList();
  }

  static GetDeviceHardwareRegisterSessionFromTokenResponse session(Caller caller, String token) {
    return caller.call(
        SERVICE + "GetDeviceHardwareRegisterSessionFromToken",
        GetDeviceHardwareRegisterSessionFromTokenRequest.newBuilder().setToken(token).build(),
        GetDeviceHardwareRegisterSessionFromTokenResponse.getDefaultInstance());
  }

  public static DeviceHardwareRegisterSession open(
      Caller by, String parent, DeviceHardwareRegisterSession.Builder session) {
    return by.create(SESSION, parent, session.build()).as(DeviceHardwareRegisterSession.class);
  }
}
