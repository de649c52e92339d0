package dev.edgewatch.resource;

import java.nio.charset.StandardCharsets;

/** How long the texts of requests may be, told where each of them is read. */
public final class TextLength {
  private TextLength() {}

  /**
   * Refuses a longer text with INVALID_ARGUMENT.
   *
   * @param field of the request
   * @param longest in bytes of UTF-8
   */
  public static void require(String field, String text, int longest) {
    int bytes =
        text.length() > longest ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > longest) {
      throw Refusal.invalid(
          "TEXT_TOO_LONG", field, field + " has " + bytes + " bytes; expected at most " + longest);
    }
  }
}
