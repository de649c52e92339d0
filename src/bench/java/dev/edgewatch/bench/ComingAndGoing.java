package dev.edgewatch.bench;

import com.google.protobuf.FieldMask;
import dev.edgewatch.client.PageWatch;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.WatchManyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A steady number of page watches of the demo's devices, each of which goes after a while and is
 * followed by one that asks something else.
 */
final class ComingAndGoing implements AutoCloseable {
  private static final List<String> FILTERS =
      List.of(
          "",
          "status.connection_status = \"CONNECTED\"",
          "metadata.labels.tier = \"staging\"",
          "display_name >= \"M\"");
  private static final List<String> ORDERS =
      List.of("display_name", "name desc", "status.connection_status_change_time desc");
  private static final int LONGEST_MILLIS = 5_000;

  private final List<ResourceClient> regions;
  private final AtomicLong opened = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  private ComingAndGoing(List<ResourceClient> regions) {
    this.regions = regions;
  }

  static ComingAndGoing start(BenchDemo demo, int watches) {
    ComingAndGoing all = new ComingAndGoing(List.copyOf(demo.devices().values()));
    for (int i = 0; i < watches; i++) {
      Random random = new Random(i);
      all.threads.add(Thread.startVirtualThread(() -> all.oneAfterTheOther(random)));
    }
    return all;
  }

  /** How many have been opened so far. */
  long opened() {
    return opened.get();
  }

  private void oneAfterTheOther(Random random) {
    try {
      while (!closing.await(0, TimeUnit.MILLISECONDS)) {
        ResourceClient region = regions.get(random.nextInt(regions.size()));
        try (PageWatch _ = region.watchPage(request(region, random), new Ignoring())) {
          opened.incrementAndGet();
          closing.await(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static WatchManyRequest request(ResourceClient region, Random random) {
    return WatchManyRequest.page(
        BenchDemo.PROJECT + "/regions/" + region.region(),
        FILTERS.get(random.nextInt(FILTERS.size())),
        ORDERS.get(random.nextInt(ORDERS.size())),
        "",
        10 + random.nextInt(90),
        FieldMask.getDefaultInstance());
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Ignoring implements PageWatch.Listener {
    @Override
    public void changes(PageWatch.PageChanges changes) {
      // The region has done its part.
    }

    @Override
    public void ended(Refusal refusal) {
      System.err.println("a watch ended: " + refusal.message());
    }
  }
}
