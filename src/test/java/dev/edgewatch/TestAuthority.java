package dev.edgewatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of its own, made by the tool of the running JDK. */
public final class TestAuthority {
  public static final String PASSWORD = "test-only";
  private static final String CA = "ca";

  private final Path folder;
  private final Path store;

  private TestAuthority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("all.p12");
  }

  /** One whose files are in an empty folder. */
  public static TestAuthority in(Path folder) {
    TestAuthority authority = new TestAuthority(folder);
    authority.pair(CA, "CN=Authority of a test", "-ext", "bc:critical=ca:true", "-validity", "30");
    return authority;
  }

  /** PEM files of a server. */
  public record Identity(Path certificate, Path key) {}

  /** Of a server on this machine, good today. */
  public Identity here() {
    return identity("here", "-ext", "san=dns:localhost,ip:127.0.0.1");
  }

  /** The same, good until yesterday. */
  public Identity expired() {
    return identity("expired", "-ext", "san=dns:localhost", "-startdate", "-10d", "-validity", "9");
  }

  /** Of a server that is somewhere else. */
  public Identity elsewhere() {
    return identity("elsewhere", "-ext", "san=dns:edge.example");
  }

  /** What others trust it by, as PEM. */
  public Path certificate() {
    return pem(CA, "CERTIFICATE", encoded(CA));
  }

  /** The same as a key store, with {@link #PASSWORD}. */
  public Path trusted() {
    Path trusted = folder.resolve("trusted.p12");
    try (var out = Files.newOutputStream(trusted)) {
      KeyStore alone = KeyStore.getInstance("PKCS12");
      alone.load(null, null);
      alone.setCertificateEntry(CA, all().getCertificate(CA));
      alone.store(out, PASSWORD.toCharArray());
      return trusted;
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Identity identity(String id, String... options) {
    List<String> signed = new ArrayList<>(List.of(options));
    signed.addAll(List.of("-signer", CA));
    pair(id, "CN=" + id, signed.toArray(String[]::new));
    try {
      byte[] key = all().getKey(id, PASSWORD.toCharArray()).getEncoded();
      return new Identity(
          pem(id, "CERTIFICATE", encoded(id)), pem(id + "-key", "PRIVATE KEY", key));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] encoded(String id) {
    try {
      return all().getCertificate(id).getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private KeyStore all() throws GeneralSecurityException {
    try {
      return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path pem(String id, String what, byte[] encoded) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    try {
      return Files.writeString(
          folder.resolve(id + ".pem"),
          "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private void pair(String id, String name, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                id,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
    command.addAll(List.of(options));
    try {
      Process tool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(id + ".log").toFile())
              .start();
      if (tool.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve(id + ".log")));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
