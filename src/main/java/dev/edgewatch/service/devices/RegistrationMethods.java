package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.GetDeviceHardwareRegisterSessionFromTokenRequest;
import dev.edgewatch.api.devices.v1.GetDeviceHardwareRegisterSessionFromTokenResponse;
import dev.edgewatch.api.devices.v1.HardwareStatusRequest;
import dev.edgewatch.api.devices.v1.HardwareStatusResponse;
import dev.edgewatch.api.devices.v1.RegisterHardwareRequest;
import dev.edgewatch.api.devices.v1.RegisterHardwareResponse;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The methods that are called with the token of a register session. */
final class RegistrationMethods {
  private static final String SERVICE = "ntt.devices.v1.DeviceHardwareRegisterSessionService/";

  private RegistrationMethods() {}

  static List<CustomMethod<?, ?>> of(Registrations registrations) {
    return List.of(
        new CustomMethod.Gathered<>(
            SERVICE + "GetDeviceHardwareRegisterSessionFromToken",
            GetDeviceHardwareRegisterSessionFromTokenRequest.getDefaultInstance(),
            GetDeviceHardwareRegisterSessionFromTokenResponse.getDefaultInstance(),
            new InItsRegion<>(
                registrations,
                GetDeviceHardwareRegisterSessionFromTokenRequest::getToken,
                registrations::session)),
        new CustomMethod.Gathered<>(
            SERVICE + "RegisterHardware",
            RegisterHardwareRequest.getDefaultInstance(),
            RegisterHardwareResponse.getDefaultInstance(),
            new InItsRegion<>(
                registrations, RegisterHardwareRequest::getToken, registrations::register)),
        new CustomMethod.Gathered<>(
            SERVICE + "HardwareStatus",
            HardwareStatusRequest.getDefaultInstance(),
            HardwareStatusResponse.getDefaultInstance(),
            new InItsRegion<>(
                registrations, HardwareStatusRequest::getToken, registrations::status)));
  }

  /** Carried out in the one region that a token is of. */
  private record InItsRegion<Q extends Message, A extends Message>(
      Registrations registrations, Function<Q, String> token, BiFunction<CallContext, Q, A> work)
      implements CustomMethod.Gathered.Work<Q, A> {

    @Override
    public Map<String, Q> shares(Q request, List<String> serving) {
      return registrations.regionOf(token.apply(request), serving).stream()
          .collect(Collectors.toMap(region -> region, region -> request));
    }

    @Override
    public A here(CallContext context, Q request) {
      return work.apply(context, request);
    }

    @Override
    public A together(Q request, Map<String, CustomMethod.Gathered.Share<A>> shares) {
      throw new IllegalStateException("a token is of one region");
    }
  }
}
