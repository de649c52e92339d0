package dev.edgewatch.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the embedded PostgreSQL: made once and kept in a file that only its owner can
 * read.
 */
final class DatabasePassword {
  private DatabasePassword() {}

  static Path file(DemoDirectory directory) {
    return directory.resolve("postgresql.password").toAbsolutePath();
  }

  static String in(DemoDirectory directory) {
    Path file = file(directory);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException cannotWrite) {
      throw new CannotStart("The file " + file + " cannot be written.", cannotWrite);
    }
  }
}
