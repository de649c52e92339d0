package dev.edgewatch.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL that outlived its demo, because the demo was killed and could not stop it. It is
 * found by the pid file in its data folder, which holds the process id in its first line. A pid
 * file without such a process is left to PostgreSQL, which recognises it.
 */
final class OrphanedServer {
  private static final int PATIENCE_SECONDS = 20;

  private OrphanedServer() {}

  /** Call only while holding the {@link DemoDirectory}, so that nobody else can own the server. */
  static void stop(Path data) {
    find(data).ifPresent(OrphanedServer::stop);
  }

  private static Optional<ProcessHandle> find(Path data) {
    try {
      String pid =
          Files.readString(data.resolve("postmaster.pid")).lines().findFirst().orElse("").strip();
      return ProcessHandle.of(Long.parseLong(pid)).filter(OrphanedServer::isPostgres);
    } catch (IOException | NumberFormatException noneThere) {
      return Optional.empty();
    }
  }

  /** The system may have given the number to another process since. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
  }

  private static void stop(ProcessHandle server) {
    server.destroy();
    try {
      server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException stillThere) {
      throw new CannotStart(
          "PostgreSQL of an earlier demo is still running as process "
              + server.pid()
              + " and does not stop; end it.",
          stillThere);
    }
  }
}
