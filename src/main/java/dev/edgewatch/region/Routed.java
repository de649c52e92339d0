package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.Optional;

/**
 * Standard methods that are carried out here, or passed on when another region owns what they are
 * about.
 */
record Routed(Forwarder forwarder, StandardMethod method) {

  StandardUnary unary(StandardUnary here) {
    return (permission, context, request) -> {
      Optional<String> elsewhere = elsewhere(permission, request);
      if (elsewhere.isPresent()) {
        return forwarder.unary(permission.type(), method, context, request, elsewhere.get());
      }
      try {
        return here.answer(permission, context, request);
      } catch (RefusalException refused) {
        String owner = owner(refused.refusal()).orElseThrow(() -> refused);
        if (forwarder.siblings().isEmpty()) {
          throw refused;
        }
        return forwarder.unary(permission.type(), method, context, request, owner);
      }
    };
  }

  StandardStream stream(StandardStream here) {
    return (permission, context, request, call) -> {
      Optional<String> elsewhere = elsewhere(permission, request);
      if (elsewhere.isPresent()) {
        return forwarder.stream(permission.type(), method, context, request, elsewhere.get(), call);
      }
      return here.open(permission, context, request, call);
    };
  }

  private Optional<String> elsewhere(Permission permission, ByteString request) {
    return RequestRegions.of(permission.type(), method, request)
        .filter(named -> !named.equals(forwarder.region()));
  }

  /** The owner that a refused write names. */
  private static Optional<String> owner(Refusal refusal) {
    return refusal instanceof Refusal.Precondition precondition
            && precondition.reason().equals(Owners.ELSEWHERE)
        ? precondition.blockers().stream().findFirst()
        : Optional.empty();
  }
}
