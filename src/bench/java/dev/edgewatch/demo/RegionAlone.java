package dev.edgewatch.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.edgewatch.iam.OidcSettings;
import dev.edgewatch.region.RegionServer;
import dev.edgewatch.region.RegionSettings;
import dev.edgewatch.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The program of a benchmark's server process: one region on the demo's PostgreSQL, with the demo's
 * settings. Takes commands on its standard input, one a line, answers each on its standard output
 * with one line, and stops when the input ends. What it logs goes to its error output, so nobody
 * has to read that for it to go on.
 */
public final class RegionAlone {
  private static final String REGION = "us-west2";

  private RegionAlone() {}

  /** Arguments: a folder for the data, and the address of the issuer of access tokens. */
  public static void main(String[] arguments) {
    PrintStream answers = System.out;
    System.setOut(System.err);
    // One line for each call of a person is not what is measured; calls of devices log none.
    for (String logger : List.of(Logger.ROOT_LOGGER_NAME, "dev.edgewatch")) {
      ((Logger) LoggerFactory.getLogger(logger)).setLevel(Level.WARN);
    }
    String issuer = arguments[1];
    try (DemoDirectory folder = DemoDirectory.open(Path.of(arguments[0]));
        EmbeddedDatabases databases = EmbeddedDatabases.start(folder, List.of(REGION));
        RegionServer region = start(databases, issuer)) {
      answers.println("listening on " + region.port());
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .lines()
          .forEach(command -> answers.println(answer(command)));
    }
  }

  private static RegionServer start(EmbeddedDatabases databases, String issuer) {
    return RegionServer.start(
        RegionSettings.alone(
            StoreSettings.of(
                REGION, databases.jdbcUrl(REGION), EmbeddedDatabases.USER, databases.password()),
            new OidcSettings(issuer, URI.create(issuer + "/jwks"), "edgewatch")),
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  private static String answer(String command) {
    return switch (command) {
      case "heap" -> Long.toString(heapAfterCollection());
      default -> "unknown command '" + command + "'; expected heap";
    };
  }

  /** Two collections, because what the first one finds unreachable may hold on to more. */
  private static long heapAfterCollection() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
