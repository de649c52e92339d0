package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.conformance.WatchClient.PageChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page as a screen would show it: applies changes in their order and checks that each fits. */
final class LivePage implements WatchClient.PageObserver, AutoCloseable {
  /** What one set did, and how the page is after it; devices by the end of their ids. */
  record Shown(List<String> changes, List<String> rows, String previousToken, String nextToken) {}

  private final Scene scene;
  private final List<Device> rows = new ArrayList<>();
  private final LinkedBlockingQueue<Shown> sets = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
  private boolean anything;
  private String tokens = "";
  private WatchClient.Watch watch = () -> {};

  LivePage(Scene scene) {
    this.scene = scene;
  }

  LivePage watchedBy(WatchClient.Watch opened) {
    watch = opened;
    return this;
  }

  @Override
  public void set(List<PageChange> changes, String previousToken, String nextToken) {
    String now = previousToken + " " + nextToken;
    if (anything && changes.isEmpty() && now.equals(tokens)) {
      return;
    }
    try {
      List<String> said = new ArrayList<>();
      for (PageChange change : changes) {
        assertThat(anything || change instanceof PageChange.Added)
            .as("a snapshot only adds: %s", change)
            .isTrue();
        said.add(apply(change));
      }
      anything = true;
      tokens = now;
      sets.add(
          new Shown(
              said,
              rows.stream().map(device -> scene.id(device.getName())).toList(),
              previousToken,
              nextToken));
    } catch (Throwable unfit) {
      broken.complete(unfit);
    }
  }

  private String apply(PageChange change) {
    return switch (change) {
      case PageChange.Added(var device, var index) -> {
        rows.add(index, device);
        yield "added " + scene.id(device.getName()) + " " + index;
      }
      case PageChange.Modified(var device, var previous, var index) -> {
        assertThat(rows.remove(previous).getName()).isEqualTo(device.getName());
        rows.add(index, device);
        yield "modified " + scene.id(device.getName()) + " " + previous + " " + index;
      }
      case PageChange.Removed(var name, int index) -> {
        assertThat(rows.remove(index).getName()).isEqualTo(name);
        yield "removed " + scene.id(name) + " " + index;
      }
    };
  }

  @Override
  public void ended(String code) {
    end.complete(code);
  }

  /** The next set that said something. */
  Shown next() throws Exception {
    Shown shown = sets.poll(10, TimeUnit.SECONDS);
    if (broken.isDone()) {
      throw new AssertionError("a change did not fit", broken.get());
    }
    assertThat(shown).as("a set within 10 s; the watch ended: %s", end.getNow("no")).isNotNull();
    return shown;
  }

  /** Takes sets until the page shows these. */
  Shown until(List<String> expected) throws Exception {
    Shown shown = next();
    while (!shown.rows().equals(expected)) {
      shown = next();
    }
    return shown;
  }

  String end() throws Exception {
    return end.get(10, TimeUnit.SECONDS);
  }

  /** To be asked only when nothing is expected to change any more. */
  Device row(int index) {
    return rows.get(index);
  }

  @Override
  public void close() {
    watch.close();
  }
}
