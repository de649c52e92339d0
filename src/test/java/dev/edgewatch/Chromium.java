package dev.edgewatch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds a Chromium: the one that the environment variable {@code EDGEWATCH_CHROMIUM} names, one on
 * PATH, one that Playwright has fetched before. Otherwise it is installed: Debian's package where
 * we are root, Playwright's own download elsewhere.
 */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Within this time a slow line brings the package and what it depends on, about 250 MB. */
  private static final long INSTALL_MINUTES = 10;

  private Chromium() {}

  /**
   * @param playwrightsOwn where Playwright keeps the browser it fetches
   */
  static Path find(String playwrightsOwn) {
    Path fetched = Path.of(playwrightsOwn);
    return named()
        .or(Chromium::onPath)
        .or(() -> existing(fetched))
        .or(Chromium::fromDebian)
        .or(() -> download(fetched))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium found, and it could be installed neither with apt-get nor by Playwright; install Chromium "
                        + "or Chrome, or name its program in EDGEWATCH_CHROMIUM"));
  }

  private static Optional<Path> named() {
    return Optional.ofNullable(System.getenv("EDGEWATCH_CHROMIUM")).map(Path::of);
  }

  private static Optional<Path> onPath() {
    Stream<String> folders =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return Stream.concat(folders, Stream.of("/usr/bin", "/opt/google/chrome"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> existing(Path program) {
    return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
  }

  private static Optional<Path> fromDebian() {
    if (!"root".equals(System.getProperty("user.name"))
        || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return Optional.empty();
    }
    boolean installed =
        run(List.of("apt-get", "-qq", "update"))
            && run(
                List.of("apt-get", "-qq", "-y", "--no-install-recommends", "install", "chromium"));
    return installed ? onPath() : Optional.empty();
  }

  private static Optional<Path> download(Path fetched) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    run(
        List.of(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            "com.microsoft.playwright.CLI",
            "install",
            "chromium"));
    return existing(fetched);
  }

  private static boolean run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      boolean ended = process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
      process.destroy();
      return ended && process.exitValue() == 0;
    } catch (IOException cannotStart) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
