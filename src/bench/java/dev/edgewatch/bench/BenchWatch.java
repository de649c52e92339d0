package dev.edgewatch.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.client.PageWatch;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.WatchManyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One watch of the workload: the first rows of a site by score, and a client that decodes and
 * applies what it is sent.
 */
final class BenchWatch implements PageWatch.Listener {
  static final int SIZE = 50;

  private final int site;
  private final Probes probes;
  private final List<String> names = new ArrayList<>();
  private final CompletableFuture<Long> firstPage = new CompletableFuture<>();
  private long openedAt;

  BenchWatch(int site, Probes probes) {
    this.site = site;
    this.probes = probes;
  }

  int site() {
    return site;
  }

  /** Opens the watch; the future has the nanoseconds until the first full page. */
  CompletableFuture<Long> open(ResourceClient devices) {
    openedAt = System.nanoTime();
    var ignored =
        devices.watchPage(
            WatchManyRequest.page(
                BenchFleet.PARENT,
                BenchFleet.filter(site),
                BenchFleet.ORDER,
                "",
                SIZE,
                FieldMask.newBuilder()
                    .addPaths("name")
                    .addPaths("display_name")
                    .addPaths("metadata.annotations")
                    .build()),
            this);
    return firstPage;
  }

  @Override
  public synchronized void changes(PageWatch.PageChanges changes) {
    for (ResourceChange change : changes.changes()) {
      switch (change) {
        case ResourceChange.Added(var resource, var index) -> names.add(index, decode(resource));
        case ResourceChange.Modified(_, var resource, var previous, var index) -> {
          names.remove(previous);
          names.add(index, decode(resource));
        }
        case ResourceChange.Removed(_, var index) -> names.remove(index);
        case ResourceChange.Current _ ->
            throw new IllegalStateException("a page watch was sent a stateless change");
      }
    }
    firstPage.complete(System.nanoTime() - openedAt);
  }

  private String decode(ByteString resource) {
    try {
      Device device = Device.parseFrom(resource);
      probes.seen(Integer.parseInt(device.getMetadata().getAnnotationsOrDefault("stamp", "0")));
      return device.getName();
    } catch (InvalidProtocolBufferException received) {
      throw new IllegalStateException(received);
    }
  }

  synchronized List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public void ended(Refusal refusal) {
    firstPage.completeExceptionally(refusal.exception());
    System.err.println("watch of site " + site + " ended: " + refusal.message());
  }
}
