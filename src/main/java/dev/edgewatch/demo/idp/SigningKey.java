package dev.edgewatch.demo.idp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/**
 * The RSA key that signs tokens, as a JSON Web Key (RFC 7517) in a file that only its owner can
 * read.
 */
final class SigningKey {
  private static final int BITS = 2048;

  private SigningKey() {}

  /** Reads the key; makes it when there is none. */
  static RSAKey in(Path file) {
    try {
      return Files.exists(file) ? RSAKey.parse(Files.readString(file)) : make(file);
    } catch (IOException cannotRead) {
      throw new UncheckedIOException(cannotRead);
    } catch (ParseException | JOSEException notAKey) {
      throw new IllegalStateException(
          file + " does not hold an RSA key; delete it to get a new one", notAKey);
    }
  }

  private static RSAKey make(Path file) throws IOException, JOSEException {
    RSAKey key = new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, key.toJSONString());
    return key;
  }
}
