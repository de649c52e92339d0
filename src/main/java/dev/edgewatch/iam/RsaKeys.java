package dev.edgewatch.iam;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RSA keys as PEM (RFC 7468): public ones as SubjectPublicKeyInfo, private ones as PKCS#8. */
public final class RsaKeys {
  private static final Pattern PUBLIC =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,4096})-----END PUBLIC KEY-----\\s*");
  private static final int LINE = 64;

  private RsaKeys() {}

  public static KeyPair generate(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has RSA", impossible);
    }
  }

  /** Empty when the text is no RSA public key in PEM. */
  public static Optional<RSAPublicKey> publicKey(String pem) {
    Matcher found = PUBLIC.matcher(pem);
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded))
              instanceof RSAPublicKey key
          ? Optional.of(key)
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  public static String pem(RSAPublicKey key) {
    return pem("PUBLIC KEY", key.getEncoded());
  }

  public static String privatePem(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static String pem(String label, byte[] encoded) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
