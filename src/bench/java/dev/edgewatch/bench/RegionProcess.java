package dev.edgewatch.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.edgewatch.iam.OidcSettings;
import dev.edgewatch.region.RegionServer;
import dev.edgewatch.region.RegionSettings;
import dev.edgewatch.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * One real region with its PostgreSQL in a process of its own, so that its CPU and memory can be
 * told from the client's. Ends when its standard input does.
 */
final class RegionProcess implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;
  private final BufferedReader output;
  private final int port;

  private RegionProcess(Process process, BufferedReader output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  static RegionProcess start(String issuer) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                RegionProcess.class.getName(),
                issuer));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("listening on ")) {
        return new RegionProcess(
            process, output, Integer.parseInt(line.substring("listening on ".length())));
      }
    }
    throw new IOException("the region did not start");
  }

  int port() {
    return port;
  }

  /** CPU seconds used so far by the region and all its PostgreSQL processes. */
  double cpuSeconds() throws IOException {
    double ticks = ticks(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      ticks += ticks(child.pid());
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Heap in use after a collection, in bytes. */
  long heapAfterCollection() throws IOException {
    var input = process.outputWriter(StandardCharsets.UTF_8);
    input.write("heap\n");
    input.flush();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("heap ")) {
        return Long.parseLong(line.substring("heap ".length()));
      }
    }
    throw new IOException("the region has ended");
  }

  /** User and system time, with that of children that have ended (PostgreSQL's backends). */
  private static double ticks(long pid) throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] arguments) throws Exception {
    // One line for each call would fill the pipe to the benchmark, and is not what is measured.
    for (String logger : List.of(Logger.ROOT_LOGGER_NAME, "dev.edgewatch")) {
      ((Logger) LoggerFactory.getLogger(logger)).setLevel(Level.WARN);
    }
    String issuer = arguments[0];
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .start();
        RegionServer region =
            RegionServer.start(
                RegionSettings.alone(
                    StoreSettings.of(
                        "us-west2",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "postgres"),
                    new OidcSettings(issuer, URI.create(issuer + "/jwks"), "edgewatch")),
                new SimpleMeterRegistry(),
                Clock.systemUTC())) {
      System.out.println("listening on " + region.port());
      var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()));
      }
    }
  }
}
