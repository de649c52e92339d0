package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.ForwardContext;
import io.grpc.MethodDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Custom methods of IAM for a person, asked of the first region that can be reached: who may not
 * read a row cannot know who owns it, so it is the region that passes the call on.
 */
record AnyRegion(EdgeClient client, ForwardContext person, ExecutorService executor, Clock clock) {
  private static final String IAM = "iam.edgelq.com";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Ids of the regions, those that can be reached first; refuses when none is known. */
  List<String> regions() {
    return client.router().any(client.catalog().type("iam.edgelq.com/User")).regions();
  }

  /** Asks one region; blocks. */
  <Q extends Message, A extends Message> A ask(
      String region, MethodDescriptor<Q, A> method, Q request) {
    return in(region, person).ask(method, request, PATIENCE);
  }

  /** Asks the first one; completed exceptionally when it refuses. */
  <Q extends Message, A extends Message> CompletableFuture<A> ask(
      MethodDescriptor<Q, A> method, Q request) {
    return CompletableFuture.supplyAsync(
        () -> ask(regions().getFirst(), method, request), executor);
  }

  /** Has the first one write; an answer that got lost is not asked for elsewhere. */
  <Q extends Message, A extends Message> CompletableFuture<Outcome> write(
      MethodDescriptor<Q, A> method, Q request) {
    String requestId = UUID.randomUUID().toString();
    return CompletableFuture.supplyAsync(() -> carryOut(method, request, requestId), executor);
  }

  private <Q extends Message, A extends Message> Outcome carryOut(
      MethodDescriptor<Q, A> method, Q request, String requestId) {
    Instant start = clock.instant();
    String region = "";
    try {
      region = regions().getFirst();
      in(region, person.once(requestId)).ask(method, request, PATIENCE);
      return new Outcome.Done(
          requestId,
          region,
          Optional.empty(),
          Optional.empty(),
          Duration.between(start, clock.instant()));
    } catch (RefusalException refused) {
      return refused.refusal() instanceof Refusal.Unsettled unsettled
          ? new Outcome.Unknown(requestId, region, unsettled.message())
          : new Outcome.Refused(requestId, region, refused.refusal());
    }
  }

  private CustomCalls in(String region, ForwardContext context) {
    return client.region(region).custom(IAM, context);
  }
}
