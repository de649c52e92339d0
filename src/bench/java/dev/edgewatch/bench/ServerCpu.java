package dev.edgewatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time in seconds that a server has used so far, from {@code /proc} (proc(5)), so on
 * Linux only. PostgreSQL's processes are no descendants of the program that started it; they are
 * the children of the one that {@code postmaster.pid} names.
 *
 * @param java of the whole program
 * @param compiler of the threads that compile it while it runs, which is a part of {@code java}
 *     that goes away with time
 */
record ServerCpu(double java, double compiler, double postgres) {
  private static final double TICKS_PER_SECOND = 100;

  static ServerCpu of(long java, Path postgresData) {
    try {
      long postmaster =
          Long.parseLong(Files.readAllLines(postgresData.resolve("postmaster.pid")).getFirst());
      double postgres = Stat.of(postmaster).withEndedChildren();
      for (long pid : children(postmaster)) {
        postgres += Stat.of(pid).own;
      }
      return new ServerCpu(
          Stat.of(java).own / TICKS_PER_SECOND,
          compiler(java) / TICKS_PER_SECOND,
          postgres / TICKS_PER_SECOND);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Of this process. */
  static double client() {
    return Stat.of(ProcessHandle.current().pid()).own / TICKS_PER_SECOND;
  }

  /** Of all processes of the machine. */
  static double machine() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] total = lines.findFirst().orElseThrow().trim().split("\\s+", -1);
      // user, nice and system; then idle and waiting; then interrupts
      return Stream.of(1, 2, 3, 6, 7).mapToDouble(at -> Double.parseDouble(total[at])).sum()
          / TICKS_PER_SECOND;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  ServerCpu since(ServerCpu before) {
    return new ServerCpu(
        java - before.java, compiler - before.compiler, postgres - before.postgres);
  }

  double total() {
    return java + postgres;
  }

  private static double compiler(long java) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(java), "task"))) {
      return threads.mapToDouble(ServerCpu::compilerTicks).sum();
    }
  }

  private static double compilerTicks(Path thread) {
    try {
      boolean compiles = Files.readString(thread.resolve("comm")).matches("C[12] Compiler\\S*\\s*");
      return compiles ? Stat.of(thread.resolve("stat")).own : 0;
    } catch (IOException hasEnded) {
      return 0;
    }
  }

  private static List<Long> children(long parent) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::parseLong)
          .filter(pid -> Stat.of(pid).parent == parent)
          .toList();
    }
  }

  /** User and system time of a process, and that of its children that have ended; in ticks. */
  private record Stat(long parent, double own, double endedChildren) {
    static Stat of(long pid) {
      return of(Path.of("/proc", Long.toString(pid), "stat"));
    }

    static Stat of(Path file) {
      try {
        String line = Files.readString(file);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new Stat(
            Long.parseLong(fields[1]),
            Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]),
            Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]));
      } catch (IOException hasEnded) {
        return new Stat(0, 0, 0);
      }
    }

    double withEndedChildren() {
      return own + endedChildren;
    }
  }
}
