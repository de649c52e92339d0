package dev.edgewatch.bench;

import dev.edgewatch.demo.RegionAlone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One real region with its PostgreSQL in a process of its own, so that its CPU and memory can be
 * told from the client's. Its data and its log are in a folder that goes with it.
 */
final class RegionProcess implements AutoCloseable {
  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final int port;

  private RegionProcess(Path folder, Process process) throws IOException {
    this.folder = folder;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.port = port(answer());
  }

  private int port(String answer) throws IOException {
    String expected = "listening on ";
    if (!answer.startsWith(expected)) {
      process.destroy();
      throw new IOException("the region said '" + answer + "', expected '" + expected + "PORT'");
    }
    return Integer.parseInt(answer.substring(expected.length()));
  }

  /**
   * @param options of the JVM, besides those that Edgewatch is always started with
   */
  static RegionProcess start(String issuer, List<String> options) throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    Path folder = Files.createTempDirectory(target, "bench-");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@java.options");
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            RegionAlone.class.getName(),
            folder.toString(),
            issuer));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
    return new RegionProcess(folder, process);
  }

  int port() {
    return port;
  }

  ServerCpu cpu() {
    return ServerCpu.of(process.pid(), folder.resolve("postgresql"));
  }

  /** Heap in use after a collection, in bytes. */
  long heapAfterCollection() {
    try {
      commands.write("heap\n");
      commands.flush();
      return Long.parseLong(answer());
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(
          "the region has ended; its log:\n" + Files.readString(folder.resolve("log")));
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
