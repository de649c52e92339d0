package dev.edgewatch.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.edgewatch.Browsers;
import dev.edgewatch.flows.ConsolePage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo under load for a long time: devices that report, watches that come and go, a person who
 * opens, filters and leaves lists and devices in a browser, and signs out and in. What the process
 * holds is looked at again and again while a constant part of the load is there: whatever grows,
 * leaks.
 *
 * <p>Each sample is printed as a line while it runs; at the end the means of the second and of the
 * last third, after which nothing should be more than a little larger.
 */
final class Soak {
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(30);

  private final BenchDemo demo;
  private final ComingAndGoing watches;
  private final Browser browser;
  private final ProcessLoad load;
  private final List<ProcessLoad.Sample> samples = new ArrayList<>();
  private int visits;

  private Soak(BenchDemo demo, ComingAndGoing watches, Browser browser, int port) {
    this.demo = demo;
    this.watches = watches;
    this.browser = browser;
    this.load = new ProcessLoad(port + 1);
  }

  static void main(String[] arguments) throws Exception {
    var options = new Options(List.of(arguments));
    int port = options.number("port", 18080);
    int devices = options.number("devices", 1200);
    int rate = options.number("change-rate", 100);
    int watches = options.number("watches", 50);
    int minutes = options.number("minutes", 30);
    try (var demo = BenchDemo.start(port, devices, rate);
        var browsers = Browsers.start();
        var coming = ComingAndGoing.start(demo, watches)) {
      var soak = new Soak(demo, coming, browsers.browser(), port);
      soak.run(Duration.ofMinutes(minutes));
      soak.figures(devices, rate, watches, minutes).print();
    }
    System.exit(0);
  }

  /** One person after another until the time is over, and a sample now and then. */
  private void run(Duration time) throws Exception {
    Instant end = Instant.now().plus(time);
    Instant next = Instant.now().plus(SAMPLE_EVERY);
    ProcessLoad.printTitles();
    while (Instant.now().isBefore(end)) {
      try (BrowserContext person =
          browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))) {
        ConsolePage console =
            new ConsolePage(person, demo.url()).signIn("ann", ConsolePage.devicesPath());
        for (int i = 0; i < 10 && Instant.now().isBefore(end); i++) {
          visit(console);
          if (Instant.now().isAfter(next)) {
            console.open(ConsolePage.devicesPath());
            console.settledGrid();
            sample();
            next = Instant.now().plus(SAMPLE_EVERY);
          }
        }
        console.id("user-menu").click();
        console.id("sign-out").click();
        console.page().locator("input[name=username]").waitFor();
      }
    }
  }

  private void visit(ConsolePage console) {
    console.open(ConsolePage.devicesPath());
    console.settledGrid();
    console.filter("status.connection_status = \"CONNECTED\"");
    console.id("filter-clause-0").waitFor();
    console.settledGrid();
    ConsolePage tab = console.tab(ConsolePage.devicesPath());
    tab.settledGrid();
    // As a person does it: the page may say goodbye, which a killed one does not.
    tab.page().close(new Page.CloseOptions().setRunBeforeUnload(true));
    visits++;
  }

  private void sample() throws Exception {
    ProcessLoad.Sample sample = load.sample(visits, watches.opened());
    sample.print();
    samples.add(sample);
  }

  private Figures figures(int devices, int rate, int watches, int minutes) {
    Figures figures =
        new Figures()
            .put("benchmark", "soak")
            .put("devices", devices)
            .put("changes_per_s", rate)
            .put("watches", watches)
            .put("minutes", minutes)
            .put("visits", visits)
            .put("watches_opened", this.watches.opened())
            .put("samples", samples.size());
    int third = samples.size() / 3;
    for (ProcessLoad.Measure measure : ProcessLoad.Measure.values()) {
      figures
          .put(measure.title() + "_second_third", mean(measure, third, 2 * third), 1)
          .put(
              measure.title() + "_last_third",
              mean(measure, samples.size() - third, samples.size()),
              1);
    }
    return figures.putLoad("load1");
  }

  private double mean(ProcessLoad.Measure measure, int from, int to) {
    return samples.subList(from, to).stream()
        .mapToDouble(sample -> sample.values().get(measure))
        .average()
        .orElse(-1);
  }
}
