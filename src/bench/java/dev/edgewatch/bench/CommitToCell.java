package dev.edgewatch.bench;

import com.google.protobuf.FieldMask;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.edgewatch.Browsers;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.flows.ConsolePage;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.UpdateRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * From an update sent to a region by another program until the cell of the grid has been painted in
 * Chromium. Everything runs in the demo and on one machine: three regions, the console and the
 * browser.
 *
 * <p>First one change at a time, then changes of the devices on the screen in turn at 10 and at 50
 * a second.
 */
final class CommitToCell {
  private static final FieldMask ADDRESSES =
      FieldMask.newBuilder().addPaths("status.addresses").build();
  private static final int ON_SCREEN = 20;
  private static final int WARM_UP_SECONDS = 10;

  private final BrowserSights sights;
  private final List<Row> rows;
  private final List<Double> sent = new ArrayList<>();
  private final Figures figures = new Figures();

  private record Row(ResourceClient region, String name) {}

  private CommitToCell(BrowserSights sights, List<Row> rows) {
    this.sights = sights;
    this.rows = rows;
  }

  static void main(String[] arguments) throws Exception {
    var options = new Options(List.of(arguments));
    try (var demo = BenchDemo.start(0, options.number("devices", 1200), 0);
        var browsers = Browsers.start()) {
      var context =
          browsers.browser().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
      var console = new ConsolePage(context, demo.url()).signIn("ann", ConsolePage.devicesPath());
      console.settledGrid();
      var bench = new CommitToCell(BrowserSights.watch(console.page()), shown(demo, console));
      bench.run(
          options.number("devices", 1200),
          options.number("lone", 100),
          options.number("seconds", 20));
    }
    System.exit(0);
  }

  /** The first devices that the grid shows. */
  private static List<Row> shown(BenchDemo demo, ConsolePage console) {
    Map<String, Row> byId = new HashMap<>();
    demo.devices()
        .values()
        .forEach(
            region ->
                demo.names(region).forEach(name -> byId.put(id(name), new Row(region, name))));
    List<Row> rows = new ArrayList<>();
    for (Locator row : console.page().locator("[data-testid^=devices-row-]").all()) {
      String id = row.getAttribute("data-testid").substring("devices-row-".length());
      if (rows.size() < ON_SCREEN && row.isVisible() && byId.containsKey(id)) {
        rows.add(byId.get(id));
      }
    }
    return rows;
  }

  private static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private void run(int devices, int lone, int seconds) {
    figures
        .put("benchmark", "commit-to-cell")
        .put("devices", devices)
        .put("devices_on_screen", rows.size());
    phase("warming up for " + WARM_UP_SECONDS + " s");
    paced(50, WARM_UP_SECONDS);
    phase("one change at a time");
    measure("lone", () -> lone(lone));
    phase("10 and 50 changes a second");
    measure("at_10", () -> paced(10, seconds));
    measure("at_50", () -> paced(50, seconds));
    figures.putLoad("load1").print();
  }

  private void measure(String name, Runnable changes) {
    int first = sent.size();
    changes.run();
    sights.read();
    Distribution distribution = new Distribution(sent.size() - first);
    for (int number = first; number < sent.size(); number++) {
      double start = sent.get(number);
      sights.at(number).ifPresent(at -> distribution.record((long) ((at - start) * 1e6)));
    }
    figures
        .put(name, distribution)
        .put(name + "_coverage", distribution.count() / (double) (sent.size() - first), 4);
  }

  /** Each change after the last one has been seen, at a moment the page cannot know. */
  private void lone(int changes) {
    Random random = new Random(changes);
    for (int i = 0; i < changes; i++) {
      int number = next();
      report(number);
      sights.await(number);
      pause(200 + random.nextInt(200));
    }
  }

  /** Changes at a steady rate, whether those before are acknowledged or not. */
  private void paced(int perSecond, int seconds) {
    int last = 0;
    long next = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < perSecond * seconds; i++) {
        int number = next();
        last = number;
        callers.execute(() -> report(number));
        next += 1_000_000_000L / perSecond;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
    sights.await(last);
  }

  private int next() {
    sent.add(BrowserSights.now());
    return sent.size() - 1;
  }

  private void report(int number) {
    Row row = rows.get(number % rows.size());
    Device device =
        Device.newBuilder()
            .setName(row.name())
            .setStatus(
                Device.Status.newBuilder()
                    .addAddresses(
                        Device.Status.Address.newBuilder()
                            .setType("InternalIP")
                            .setAddress(BrowserSights.stamp(number))))
            .build();
    WriteResult result =
        row.region()
            .update(
                new UpdateRequest(
                    device.toByteString(),
                    ADDRESSES,
                    Optional.empty(),
                    false,
                    new ResponseMask.Nothing()));
    if (!(result instanceof WriteResult.Done)) {
      throw new IllegalStateException("an update was not acknowledged: " + result);
    }
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }

  /** Tells the person who waits. */
  private static void phase(String what) {
    System.err.println(what + " ...");
  }
}
