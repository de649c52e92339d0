package dev.edgewatch.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.FreePorts;
import dev.edgewatch.demo.Demo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The demo in a terminal of its own, as somebody starts it who tries it. */
final class TerminalDemo implements AutoCloseable {
  private static final char CTRL_C = 3;

  /**
   * As the shell of a terminal starts a command: with SIGINT, which whoever started the tests may
   * have switched off for all below.
   */
  private static final String SHELL = "exec env --default-signal=INT ";

  private final Process terminal;
  private final String url;
  private final Path data;
  private final Path screen;

  private TerminalDemo(Process terminal, String url, Path data, Path screen) {
    this.terminal = terminal;
    this.url = url;
    this.data = data;
    this.screen = screen;
  }

  /**
   * @param folder where the demo keeps its data
   */
  static TerminalDemo start(Path folder, String... options) throws IOException {
    Path data = folder.resolve("data");
    int port = FreePorts.inARow(2);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--devices=30",
                "--change-rate=1",
                "--data=" + data,
                "--port=" + port,
                "--region-port=" + FreePorts.inARow(Demo.REGIONS.size())));
    arguments.addAll(List.of(options));
    String line =
        RoleProcess.line("demo", arguments).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", SHELL, ""));
    Path screen = Files.createTempFile(folder, "screen", ".txt");
    Process terminal =
        new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile())
            .start();
    var demo = new TerminalDemo(terminal, "http://localhost:" + port, data, screen);
    await("the demo says where it is")
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              assertThat(terminal.isAlive()).as(demo::screen).isTrue();
              return demo.screen().contains("Edgewatch is at " + demo.url);
            });
    return demo;
  }

  String url() {
    return url;
  }

  /** All that was printed. */
  String screen() {
    try {
      return Files.readString(screen);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The demo itself and its databases, which are no children of it: all that name its folder. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(one -> !one.equals(terminal.toHandle()))
        .filter(one -> one.info().commandLine().orElse("").contains(data.toString()))
        .toList();
  }

  /** Presses Ctrl-C; returns the exit code of the demo. */
  int interrupt() throws IOException, InterruptedException {
    OutputStream keyboard = terminal.getOutputStream();
    keyboard.write(CTRL_C);
    keyboard.flush();
    assertThat(terminal.waitFor(60, TimeUnit.SECONDS)).as(this::screen).isTrue();
    return terminal.exitValue();
  }

  @Override
  public void close() {
    processes().forEach(ProcessHandle::destroyForcibly);
    terminal.destroyForcibly();
  }
}
