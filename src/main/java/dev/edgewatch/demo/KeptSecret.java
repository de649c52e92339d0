package dev.edgewatch.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret of the demo: 32 random bytes, made once and kept in a file that only its owner can read.
 */
record KeptSecret(Path file) {
  private static final int BYTES = 32;

  /** What the embedded PostgreSQL lets the regions in by. */
  static KeptSecret databasePassword(DemoDirectory directory) {
    return new KeptSecret(directory.resolve("postgresql.password").toAbsolutePath());
  }

  /** What the regions seal secrets with. */
  static KeptSecret sealingKey(DemoDirectory directory) {
    return new KeptSecret(directory.resolve("secrets.key").toAbsolutePath());
  }

  /** In base64. */
  String text() {
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(random));
      }
      return Files.readString(file).strip();
    } catch (IOException cannotWrite) {
      throw new CannotStart("The file " + file + " cannot be written.", cannotWrite);
    }
  }
}
