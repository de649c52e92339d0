package dev.edgewatch.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What this process holds, from its JVM and from the meters of the demo that runs in it. */
final class ProcessLoad {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI meters;

  ProcessLoad(int managementPort) {
    meters = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
  }

  /** What is measured; the meters are sums over the three regions. */
  enum Measure {
    HEAP_MB(""),
    HISTORY_MB("edgewatch_feed_history_bytes"),
    THREADS(""),
    FILES(""),
    STREAMS("edgewatch_watch_streams"),
    WINDOWS("edgewatch_watch_windows"),
    VIEWS("edgewatch_watch_views"),
    RESIDENT_ROWS("edgewatch_watch_resident_rows"),
    CALLS("edgewatch_region_calls_open");

    private final String meter;

    Measure(String meter) {
      this.meter = meter;
    }

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param visits how often a person had looked at something by then
   * @param watches how many watches had been opened by then, besides those of the console
   */
  record Sample(Instant at, int visits, long watches, Map<Measure, Double> values) {
    void print() {
      System.err.println(
          at.truncatedTo(ChronoUnit.SECONDS)
              + "\t"
              + visits
              + "\t"
              + watches
              + "\t"
              + values.values().stream()
                  .map(value -> Long.toString(Math.round(value)))
                  .collect(Collectors.joining("\t")));
    }
  }

  static void printTitles() {
    System.err.println(
        "at\tvisits\twatches\t"
            + Arrays.stream(Measure.values())
                .map(Measure::title)
                .collect(Collectors.joining("\t")));
  }

  Sample sample(int visits, long watches) throws IOException, InterruptedException {
    String told =
        http.send(HttpRequest.newBuilder(meters).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, value(measure, told));
    }
    return new Sample(Instant.now(), visits, watches, values);
  }

  private static double value(Measure measure, String told) {
    return switch (measure) {
      case HEAP_MB -> heapAfterCollection() / 1e6;
      case THREADS -> ManagementFactory.getThreadMXBean().getThreadCount();
      case FILES ->
          ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
              .getOpenFileDescriptorCount();
      case HISTORY_MB -> sum(measure.meter, told) / 1e6;
      case STREAMS, WINDOWS, VIEWS, RESIDENT_ROWS, CALLS -> sum(measure.meter, told);
    };
  }

  private static double heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Of a meter in the text format of Prometheus, over all its labels. */
  private static double sum(String meter, String told) {
    return told.lines()
        .filter(line -> line.startsWith(meter + "{") || line.startsWith(meter + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
