package dev.edgewatch.service.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The number that the audit knows a request by: the id itself where it is an unsigned number of 64
 * bits, else the first eight bytes of its SHA-256.
 */
final class RequestNumber {
  private RequestNumber() {}

  static long of(String requestId) {
    try {
      return Long.parseUnsignedLong(requestId);
    } catch (NumberFormatException text) {
      return ByteBuffer.wrap(digest(requestId)).getLong();
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
