package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.client.Backoff;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.RoutedResources;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Actions as calls to the owning regions, each with a request id of its own and on a thread of its
 * own. When an answer gets lost the region is asked once more under the same id: it has carried the
 * write out or does so now, but not twice.
 */
final class ActionCalls implements Actions {
  private static final Logger LOG = LoggerFactory.getLogger(ActionCalls.class);

  private final EdgeClient client;
  private final ForwardContext person;
  private final ExecutorService executor;
  private final MissingMethods missing;
  private final Clock clock;

  ActionCalls(
      EdgeClient client,
      ForwardContext person,
      ExecutorService executor,
      MissingMethods missing,
      Clock clock) {
    this.missing = missing;
    this.client = client;
    this.person = person;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public Optional<String> regionOf(ResourceType type, String nameOrParent) {
    return type.findName(nameOrParent)
        .flatMap(ResourceName::region)
        .or(() -> regionOfParent(type, nameOrParent));
  }

  private static Optional<String> regionOfParent(ResourceType type, String parent) {
    try {
      return type.parseParent(parent).region();
    } catch (RefusalException neitherNameNorParent) {
      return Optional.empty();
    }
  }

  @Override
  public CompletableFuture<Outcome> create(ResourceType type, String parent, Message resource) {
    return call(StandardMethod.CREATE, type, resources -> resources.create(parent, resource));
  }

  @Override
  public CompletableFuture<Outcome> update(
      ResourceType type, Message base, Message edited, List<String> paths) {
    FieldMask mask = UnseenValues.mask(type, edited, paths);
    return call(
        StandardMethod.UPDATE,
        type,
        resources -> resources.owning(type.nameOf(edited)).update(base, edited, mask));
  }

  @Override
  public CompletableFuture<Outcome> delete(ResourceType type, String name) {
    return call(StandardMethod.DELETE, type, resources -> resources.delete(name));
  }

  @Override
  public Optional<String> notOffered(ResourceType type, StandardMethod method) {
    return missing.reason(type, method);
  }

  private CompletableFuture<Outcome> call(
      StandardMethod method, ResourceType type, Function<RoutedResources, WriteResult> write) {
    String requestId = UUID.randomUUID().toString();
    return CompletableFuture.supplyAsync(() -> carryOut(method, type, write, requestId), executor);
  }

  private Outcome carryOut(
      StandardMethod method,
      ResourceType type,
      Function<RoutedResources, WriteResult> write,
      String requestId) {
    Outcome outcome;
    try {
      outcome = ask(type, write, requestId);
    } catch (RefusalException beforeTheCall) {
      outcome = new Outcome.Refused(requestId, "", beforeTheCall.refusal());
    } catch (RuntimeException unexpected) {
      LOG.error("action {} failed, request {}", method.methodName(type), requestId, unexpected);
      outcome = new Outcome.Unknown(requestId, "", "The console failed in the middle of it");
    }
    if (outcome instanceof Outcome.Refused refused) {
      missing.learn(type, method, refused.refusal());
    }
    LOG.atInfo()
        .addKeyValue("request_id", requestId)
        .addKeyValue("action", method.permissionVerb() + type.simpleName())
        .addKeyValue("region", outcome.region())
        .addKeyValue("outcome", outcome.getClass().getSimpleName())
        .log(
            "action {} {}: {}",
            method.permissionVerb(),
            type.simpleName(),
            outcome.getClass().getSimpleName());
    return outcome;
  }

  private Outcome ask(
      ResourceType type, Function<RoutedResources, WriteResult> write, String requestId) {
    Instant start = clock.instant();
    RoutedResources resources = client.resources(type, person.once(requestId));
    WriteResult result = write.apply(resources);
    int asked = 1;
    if (result instanceof WriteResult.Unknown unknown) {
      LockSupport.parkNanos(new Backoff(ThreadLocalRandom.current()).next().toNanos());
      result = WriteResult.settled(unknown, write.apply(resources));
      asked++;
    }
    Duration took = Duration.between(start, clock.instant());
    return switch (result) {
      case WriteResult.Done(var region, var resource, var position) ->
          new Outcome.Done(
              requestId, region, position, resource.map(Resource::message), took, asked);
      case WriteResult.Refused(var region, Refusal refusal) ->
          new Outcome.Refused(requestId, region, refusal);
      case WriteResult.Unknown(var region, var message) ->
          new Outcome.Unknown(requestId, region, message);
    };
  }
}
