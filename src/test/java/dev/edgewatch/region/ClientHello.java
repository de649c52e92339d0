package dev.edgewatch.region;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The first message of TLS (RFC 5246, section 7.4.1.2) by hand, because the JDK does not speak old
 * versions any more.
 */
final class ClientHello {
  private static final int[] CIPHERS = {0xC02B, 0xC02F, 0xC009, 0xC013, 0x002F, 0x0035};

  private ClientHello() {}

  /**
   * @param version {@code 0x0302} for TLS 1.1, {@code 0x0303} for 1.2
   */
  static byte[] of(int version) {
    try {
      ByteArrayOutputStream hello = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(hello);
      out.writeShort(version);
      out.write(new byte[32]); // random
      out.writeByte(0); // no session
      out.writeShort(2 * CIPHERS.length);
      for (int cipher : CIPHERS) {
        out.writeShort(cipher);
      }
      out.writeShort(0x0100); // one way to compress: none
      vector(out, extensions());
      return record(handshake(hello.toByteArray()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] extensions() throws IOException {
    ByteArrayOutputStream extensions = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(extensions);
    extension(out, 10, 0, 4, 0, 0x1d, 0, 0x17); // x25519, secp256r1
    extension(out, 11, 1, 0); // uncompressed points
    extension(out, 13, 0, 6, 4, 3, 8, 4, 4, 1); // SHA-256 with ECDSA, RSA-PSS, RSA
    extension(out, 16, 0, 3, 2, 'h', '2');
    return extensions.toByteArray();
  }

  private static void extension(DataOutputStream out, int type, int... content) throws IOException {
    out.writeShort(type);
    out.writeShort(content.length);
    for (int one : content) {
      out.writeByte(one);
    }
  }

  private static void vector(DataOutputStream out, byte[] content) throws IOException {
    out.writeShort(content.length);
    out.write(content);
  }

  private static byte[] handshake(byte[] hello) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(message);
    out.writeByte(1);
    out.writeByte(0);
    vector(out, hello);
    return message.toByteArray();
  }

  private static byte[] record(byte[] message) throws IOException {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(record);
    out.writeByte(22);
    out.writeShort(0x0301);
    vector(out, message);
    return record.toByteArray();
  }
}
