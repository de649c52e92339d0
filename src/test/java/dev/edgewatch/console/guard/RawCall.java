package dev.edgewatch.console.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no proper client sends, line by line. */
final class RawCall {
  private static final int MILLIS = 20_000;

  private RawCall() {}

  /** Returns everything that was answered until the other end closed. */
  static String send(int port, String... lines) {
    return answer(port, Integer.MAX_VALUE, lines);
  }

  /** Returns the first line of the answer; the connection may stay open. */
  static String firstLine(int port, String... lines) {
    return answer(port, "HTTP/1.1 000".length(), lines);
  }

  private static String answer(int port, int most, String... lines) {
    try (Socket socket = new Socket(InetAddress.getByName("localhost"), port)) {
      socket.setSoTimeout(MILLIS);
      socket
          .getOutputStream()
          .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(most), StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
