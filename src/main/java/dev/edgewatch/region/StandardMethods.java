package dev.edgewatch.region;

import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Duration;

/** The standard methods of a region, one object for all types each. */
final class StandardMethods {
  private final RegionLimits limits;
  private final StandardReads reads;
  private final Writes writes;
  private final Forwarder forwarder;

  StandardMethods(StandardReads reads, Writes writes, Forwarder forwarder) {
    this.limits = reads.region().limits();
    this.reads = reads;
    this.writes = writes;
    this.forwarder = forwarder;
  }

  sealed interface Handler {}

  record Unary(StandardUnary method, Duration deadline) implements Handler {}

  record Stream(StandardStream method) implements Handler {}

  Handler handler(StandardMethod method) {
    Routed routed = new Routed(forwarder, method);
    return switch (local(method)) {
      case Unary(var here, var deadline) -> new Unary(routed.unary(here), deadline);
      case Stream(var here) -> new Stream(routed.stream(here));
    };
  }

  private Handler local(StandardMethod method) {
    return switch (method) {
      case GET -> new Unary(new GetMethod(reads), limits.readDeadline());
      case BATCH_GET -> new Unary(new BatchGetMethod(reads), limits.readDeadline());
      case LIST -> new Unary(new ListMethod(reads), limits.listDeadline());
      case SEARCH -> new Unary(new SearchMethod(reads), limits.listDeadline());
      case WATCH_ONE -> new Stream(new WatchOneMethod(reads));
      case WATCH_MANY -> new Stream(new WatchManyMethod(reads));
      case CREATE -> new Unary(new CreateMethod(writes), limits.writeDeadline());
      case UPDATE -> new Unary(new UpdateMethod(writes), limits.writeDeadline());
      case DELETE -> new Unary(new DeleteMethod(writes), limits.writeDeadline());
    };
  }
}
