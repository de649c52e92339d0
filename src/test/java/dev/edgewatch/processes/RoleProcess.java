package dev.edgewatch.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the jar as a process of its own; what it prints goes to files. */
final class RoleProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String name;
  private final Process process;
  private final Path output;
  private final Path errors;

  private RoleProcess(String name, Process process, Path output, Path errors) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /**
   * @param folder working folder, where its output goes as well
   */
  static RoleProcess start(Path folder, String command, List<String> arguments) {
    String name = command + "-" + System.nanoTime();
    Path output = folder.resolve(name + ".out");
    Path errors = folder.resolve(name + ".err");
    List<String> line = line(command, arguments);
    try {
      Process process =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      return new RoleProcess(name, process, output, errors);
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }

  /** The command of a process that runs a command of the jar. */
  static List<String> line(String command, List<String> arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Path.of(System.getProperty("edgewatch.jar", "target/edgewatch.jar"))
                    .toAbsolutePath()
                    .toString(),
                command));
    line.addAll(arguments);
    return line;
  }

  /** Waits until an address answers with 200. */
  RoleProcess awaitOk(String url) {
    await(name + " answers at " + url)
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              assertThat(process.isAlive()).as(this::said).isTrue();
              return status(url) == 200;
            });
    return this;
  }

  static int status(String url) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** Asks the process to stop, as an init system does; returns its exit code. */
  int terminate() {
    process.destroy();
    return exitCode(STOP);
  }

  /** Waits until the process ends by itself. */
  int exitCode() {
    return exitCode(START);
  }

  private int exitCode(Duration patience) {
    try {
      assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
          .as("%s ends within %s", name, patience)
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  String output() {
    return read(output);
  }

  String errors() {
    return read(errors);
  }

  private String said() {
    return name + " has ended and said:\n" + output() + "\n" + errors();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitCode(STOP);
  }
}
