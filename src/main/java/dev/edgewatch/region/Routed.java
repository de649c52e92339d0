package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor;
import java.util.Optional;
import java.util.function.Function;

/**
 * Standard methods that are carried out here, or passed on when another region owns what they are
 * about.
 */
record Routed(Forwarder forwarder, SoleOwners owners, StandardMethod method) {

  <R extends StandardRequest> StandardUnary<ByteString> unary(
      Function<ByteString, R> decoding, StandardUnary<R> here) {
    return (permission, context, encoded) -> {
      R request = decoding.apply(encoded);
      Optional<String> elsewhere = elsewhere(permission, context, request);
      if (elsewhere.isPresent()) {
        return forwarder.unary(
            service(permission), wire(permission), context, encoded, elsewhere.get());
      }
      try {
        return here.answer(permission, context, request);
      } catch (RefusalException refused) {
        String owner = Owners.named(refused.refusal()).orElseThrow(() -> refused);
        if (forwarder.siblings().isEmpty()) {
          throw refused;
        }
        return forwarder.unary(service(permission), wire(permission), context, encoded, owner);
      }
    };
  }

  <R extends StandardRequest> StandardStream<ByteString> stream(
      Function<ByteString, R> decoding, StandardStream<R> here) {
    return (permission, context, encoded, call) -> {
      R request = decoding.apply(encoded);
      Optional<String> elsewhere = elsewhere(permission, context, request);
      if (elsewhere.isPresent()) {
        return forwarder.stream(
            service(permission), wire(permission), context, encoded, elsewhere.get(), call);
      }
      return here.open(permission, context, request, call);
    };
  }

  private static String service(Permission permission) {
    return permission.type().service();
  }

  private MethodDescriptor<ByteString, ByteString> wire(Permission permission) {
    return WireMethods.of(permission.type(), method);
  }

  private Optional<String> elsewhere(
      Permission permission, CallContext context, StandardRequest request) {
    Optional<String> named = RequestRegions.of(permission.type(), request);
    return named.isPresent() || forwarder.siblings().isEmpty()
        ? named.filter(region -> !region.equals(forwarder.region()))
        : owners.of(permission, context, request);
  }
}
