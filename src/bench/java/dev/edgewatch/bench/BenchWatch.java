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
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One watch of the workload: the first rows of a site by score, and a client that decodes and
 * applies what it is sent.
 */
final class BenchWatch implements PageWatch.Listener, AutoCloseable {
  static final int SIZE = 50;

  private static final FieldMask MASK =
      FieldMask.newBuilder()
          .addPaths("name")
          .addPaths("display_name")
          .addPaths("metadata.annotations")
          .build();

  private final int site;
  private final Probes probes;
  private final AtomicLong deltas;
  private final List<String> names = new ArrayList<>();
  private final BitSet known = new BitSet();
  private final CompletableFuture<Long> firstPage = new CompletableFuture<>();
  private final long openedAt = System.nanoTime();
  private final PageWatch watch;

  /**
   * @param deltas counts the sets of changes that arrive
   */
  BenchWatch(ResourceClient devices, int site, String order, Probes probes, AtomicLong deltas) {
    this.site = site;
    this.probes = probes;
    this.deltas = deltas;
    this.watch =
        devices.watchPage(
            WatchManyRequest.page(
                BenchFleet.PARENT, BenchFleet.filter(site), order, "", SIZE, MASK),
            this);
  }

  int site() {
    return site;
  }

  /** Waits for the first full page; nanoseconds since the watch was asked for. */
  long opened() {
    return firstPage.join();
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
    if (changes.snapshot()) {
      firstPage.complete(System.nanoTime() - openedAt);
    } else if (!changes.changes().isEmpty()) {
      deltas.incrementAndGet();
    }
  }

  private String decode(ByteString resource) {
    try {
      Device device = Device.parseFrom(resource);
      int stamp = Integer.parseInt(device.getMetadata().getAnnotationsOrDefault("stamp", "0"));
      if (stamp > 0 && Probes.isProbe(stamp) && !known.get(stamp)) {
        known.set(stamp);
        if (firstPage.isDone()) {
          probes.seen(stamp);
        }
      }
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

  @Override
  public void close() {
    watch.close();
  }
}
