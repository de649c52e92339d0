package dev.edgewatch.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which the demo keeps what shall survive a restart. Held by one demo at a time: the
 * lock lasts until {@link #close} or the end of the process, however it ends.
 */
final class DemoDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;

  private DemoDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * @throws CannotStart if the folder cannot be written or another demo holds it
   */
  static DemoDirectory open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new CannotStart(
            "Another demo is running on "
                + folder
                + "; stop it, or choose another folder with --data.",
            null);
      }
      return new DemoDirectory(folder, channel);
    } catch (IOException cannotWrite) {
      throw new CannotStart(
          "The folder "
              + folder
              + " cannot be written; make it writable, or choose another one with --data.",
          cannotWrite);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** Forgets everything of earlier runs. */
  void clear() {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst =
          all.filter(path -> !path.equals(folder) && !path.endsWith(LOCK))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException cannotDelete) {
      throw new CannotStart(
          "The folder " + folder + " cannot be emptied: " + cannotDelete.getMessage() + ".",
          cannotDelete);
    }
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException cannotClose) {
      throw new UncheckedIOException(cannotClose);
    }
  }
}
