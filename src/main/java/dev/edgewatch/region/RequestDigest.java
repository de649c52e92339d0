package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is remembered of a request in place of the request, to tell a repetition from another use of
 * its id.
 */
final class RequestDigest {
  private static final String HMAC = "HmacSHA256";
  private static final String PURPOSE = "edgewatch digests of requests";

  private RequestDigest() {}

  /** For everybody to work out: SHA-256. */
  static ByteString of(ByteString request, String... method) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      each(request, digest::update, method);
      return ByteString.copyFrom(digest.digest());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * For a request with something confidential, which could be guessed from a digest that everybody
   * can work out: HMAC-SHA-256 with a key made from the first one of the deployment, so that all
   * nodes come to the same. A deployment without keys takes nothing confidential.
   */
  static ByteString keyed(SealingKeys keys, ByteString request, String... method) {
    if (keys.keys().isEmpty()) {
      return of(request, method);
    }
    try {
      byte[] purpose = PURPOSE.getBytes(StandardCharsets.UTF_8);
      Mac digest = mac(mac(keys.keys().getFirst()).doFinal(purpose));
      each(request, digest::update, method);
      return ByteString.copyFrom(digest.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Mac mac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, HMAC));
    return mac;
  }

  private static void each(ByteString request, Consumer<ByteBuffer> digest, String... method) {
    for (String part : method) {
      digest.accept(ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)));
    }
    request.asReadOnlyByteBufferList().forEach(digest);
  }
}
