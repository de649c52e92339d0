package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import java.time.Duration;

/** The standard methods of a region, one object for all types each. */
final class StandardMethods {
  private final RegionLimits limits;
  private final StandardReads reads;
  private final Writes writes;
  private final Forwarder forwarder;
  private final SoleOwners owners;

  StandardMethods(StandardReads reads, Writes writes, Forwarder forwarder) {
    this.limits = reads.region().limits();
    this.reads = reads;
    this.writes = writes;
    this.forwarder = forwarder;
    this.owners = new SoleOwners(reads.region(), writes.ownership());
  }

  sealed interface Handler {}

  record Unary(StandardUnary<ByteString> method, Duration deadline) implements Handler {}

  record Stream(StandardStream<ByteString> method) implements Handler {}

  Handler handler(StandardMethod method) {
    Routed routed = new Routed(forwarder, owners, method);
    return switch (method) {
      case GET ->
          new Unary(routed.unary(GetRequest::decode, new GetMethod(reads)), limits.readDeadline());
      case BATCH_GET ->
          new Unary(
              routed.unary(
                  BatchGetRequest::decode,
                  new BatchOverRegions(forwarder, owners, new BatchGetMethod(reads))),
              limits.readDeadline());
      case LIST ->
          new Unary(
              routed.unary(
                  ListRequest::decode,
                  new OverRegions<>(
                      reads, forwarder, method, ListRequest::decode, new ListMethod(reads))),
              limits.listDeadline());
      case SEARCH ->
          new Unary(
              routed.unary(
                  SearchRequest::decode,
                  new OverRegions<>(
                      reads, forwarder, method, SearchRequest::decode, new SearchMethod(reads))),
              limits.listDeadline());
      case WATCH_ONE ->
          new Stream(routed.stream(WatchOneRequest::decode, new WatchOneMethod(reads)));
      case WATCH_MANY ->
          new Stream(routed.stream(WatchManyRequest::decode, new WatchManyMethod(reads)));
      case CREATE ->
          new Unary(
              routed.unary(CreateRequest::decode, new CreateMethod(writes)),
              limits.writeDeadline());
      case UPDATE ->
          new Unary(
              routed.unary(UpdateRequest::decode, new UpdateMethod(writes)),
              limits.writeDeadline());
      case DELETE ->
          new Unary(
              routed.unary(DeleteRequest::decode, new DeleteMethod(writes)),
              limits.writeDeadline());
    };
  }
}
