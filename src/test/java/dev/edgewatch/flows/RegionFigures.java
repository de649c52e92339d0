package dev.edgewatch.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** What the regions of the demo say of themselves to whoever operates them. */
final class RegionFigures {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI metrics;

  /**
   * @param managementPort of the demo
   */
  RegionFigures(int managementPort) {
    metrics = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
  }

  /** Watch streams that are open, in all regions together. */
  long openStreams() {
    return sum("edgewatch_watch_streams{", "");
  }

  /** Calls of a method that have ended, whatever came of them, in all regions together. */
  long endedCalls(String method) {
    return sum("edgewatch_region_calls_seconds_count{", "/" + method + "\"");
  }

  private long sum(String meter, String label) {
    return scraped()
        .filter(line -> line.startsWith(meter) && line.contains(label))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Stream<String> scraped() {
    try {
      return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
          .body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
