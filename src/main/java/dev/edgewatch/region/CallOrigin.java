package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.routing.Headers;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which method was called, and where the call comes from: what the audit tells of it beside the
 * caller. Nothing of the request itself, which may hold what nobody shall read in a log.
 *
 * @param method as gRPC names it, {@code ntt.devices.v1.DeviceService/CreateDevice}
 * @param address of the caller, as far as it is known
 * @param userAgent as the client says; empty when it says nothing
 * @param via the region that passed the call on, as it says; empty when nobody did
 */
record CallOrigin(
    String method, Optional<InetAddress> address, String userAgent, Optional<String> via) {
  private static final Metadata.Key<String> USER_AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int LONGEST = 200;

  static CallOrigin of(CallerAddresses addresses, ServerCall<?, ?> call, Metadata headers) {
    String userAgent = headers.get(USER_AGENT);
    return new CallOrigin(
        call.getMethodDescriptor().getFullMethodName(),
        addresses.of(call, headers),
        userAgent == null ? "" : userAgent.substring(0, Math.min(userAgent.length(), LONGEST)),
        Optional.ofNullable(headers.get(Headers.ROUTING_REGION))
            .filter(region -> REGION.matcher(region).matches()));
  }

  /** As the audit keeps it. The service is that of gRPC; whoever reads it knows its domain. */
  ActivityLog.Builder entry() {
    int end = method.indexOf('/');
    String service = method.substring(0, end);
    ActivityLog.Builder entry = ActivityLog.newBuilder();
    entry.getServiceBuilder().setName(service);
    entry.getMethodBuilder().setType(method.substring(end + 1)).setVersion(version(service));
    entry
        .getRequestMetadataBuilder()
        .setIpAddress(address.map(InetAddress::getHostAddress).orElse(""))
        .setUserAgent(userAgent);
    via.ifPresent(region -> entry.getRequestRoutingBuilder().setViaRegion(region));
    return entry;
  }

  ByteString encoded() {
    return entry().build().toByteString();
  }

  /** {@code v1} of {@code ntt.devices.v1.DeviceService}. */
  private static String version(String service) {
    String api = service.substring(0, Math.max(0, service.lastIndexOf('.')));
    return api.substring(api.lastIndexOf('.') + 1);
  }
}
