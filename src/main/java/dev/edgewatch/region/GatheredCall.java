package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.region.CustomMethod.Gathered;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.WireMethods;
import java.util.Map;

/**
 * Carries out a {@link Gathered} method: here, in the one other region it is about, or in several.
 */
record GatheredCall<Q extends Message, A extends Message>(
    Forwarder forwarder, DeclaredMethod declared, Gathered<Q, A> method) {

  A answer(CallContext context, Q request) {
    Gathered.Work<Q, A> work = method.work();
    Map<String, Q> shares = work.shares(request, forwarder.serving(declared.service()));
    if (shares.size() == 1) {
      Map.Entry<String, Q> only = shares.entrySet().iterator().next();
      return of(context, only.getValue(), only.getKey());
    }
    return work.together(
        request, AtOnce.ask(shares, (region, share) -> share(context.in(region), share, region)));
  }

  private Share<A> share(CallContext context, Q request, String region) {
    try {
      return new Share.Answered<>(of(context, request, region));
    } catch (RefusalException refused) {
      return new Share.Refused<>(refused.refusal());
    }
  }

  private A of(CallContext context, Q request, String region) {
    return region.equals(forwarder.region())
        ? method.work().here(context, request)
        : CustomCalls.parse(
            method.answer(),
            forwarder
                .unary(
                    declared.service(),
                    WireMethods.of(declared),
                    context,
                    request.toByteString(),
                    region)
                .message());
  }
}
