package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.routing.WireMethods;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What several regions have to say to one call: each is asked for its share with the caller's own
 * token, at the same time (contract section 8.4). A region that does not answer makes the whole
 * unavailable and is named, since a standard answer cannot say what it lacks.
 *
 * @param here the same method on the rows of this region
 */
record Shares(Forwarder forwarder, StandardMethod method, StandardUnary<ByteString> here) {
  private static final Duration SOON = Duration.ofSeconds(1);

  /**
   * @param requests by region; the answers come in the same order
   */
  List<Answer> of(
      Permission permission, CallContext context, Map<String, ? extends StandardRequest> requests) {
    return List.copyOf(
        AtOnce.ask(
                requests,
                (region, request) -> of(permission, context.in(region), request.encode(), region))
            .values());
  }

  private Answer of(Permission permission, CallContext context, ByteString request, String region) {
    if (region.equals(forwarder.region())) {
      return here.answer(permission, context, request);
    }
    try {
      return forwarder.unary(
          permission.type().service(),
          WireMethods.of(permission.type(), method),
          context,
          request,
          region);
    } catch (RefusalException refused) {
      if (refused.refusal() instanceof Refusal.Unavailable unavailable) {
        throw new Refusal.Unavailable(
                unavailable.reason(),
                "region "
                    + region
                    + " does not answer ("
                    + unavailable.reason()
                    + "); expected all regions to, or a request for one of them",
                SOON)
            .exception();
      }
      throw refused;
    }
  }
}
