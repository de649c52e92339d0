package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.region.CustomMethod.Gathered;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.WireMethods;
import java.util.List;

/**
 * Carries out a {@link Gathered} method: here, in the one other region it is about, or in several.
 */
record GatheredCall<Q extends Message, A extends Message>(
    Forwarder forwarder, DeclaredMethod declared, Gathered<Q, A> method) {

  A answer(CallContext context, Q request) {
    Gathered.Work<Q, A> work = method.work();
    List<String> regions = work.asked(context, request, forwarder.serving(declared.service()));
    return regions.size() == 1
        ? of(context, request, regions.getFirst())
        : work.together(
            request,
            AtOnce.ask(
                regions, region -> share(context.in(region), work.share(request, region), region)));
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
