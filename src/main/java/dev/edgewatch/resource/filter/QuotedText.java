package dev.edgewatch.resource.filter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A string in double quotes with the escapes of the Go language, which the public API uses.
 * Characters that a person cannot see, among them those that turn the direction of writing, must be
 * escaped.
 *
 * @param value what it stands for
 * @param end offset behind the closing quote
 */
record QuotedText(String value, int end) {
  private static final String ESCAPES = "abfnrtv\\\"";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\\"";

  /** Reads the string that starts with the quote at {@code start}. */
  static QuotedText read(String text, int start) {
    // bytes, because \x and octal escapes are bytes of UTF-8
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      int c = text.codePointAt(at);
      if (c == '\\') {
        at = escape(text, at, bytes);
      } else if (isInvisible(c)) {
        throw Refused.at(
            at,
            String.format(
                Locale.ROOT,
                "text holds the invisible character U+%04X; write it as \\u%04x",
                c,
                c));
      } else {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(c);
      }
    }
    if (at >= text.length()) {
      throw Refused.at(start, "text has no closing quote");
    }
    try {
      return new QuotedText(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString(),
          at + 1);
    } catch (CharacterCodingException malformed) {
      throw Refused.at(start, "text is not UTF-8 where it has \\x or octal escapes");
    }
  }

  private static int escape(String text, int at, ByteArrayOutputStream bytes) {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    int simple = kind == 0 ? -1 : ESCAPES.indexOf(kind);
    if (simple >= 0) {
      bytes.write(MEANINGS.charAt(simple));
      return at + 2;
    }
    int digits =
        switch (kind) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          case '0', '1', '2', '3' -> 3;
          default ->
              throw Refused.at(
                  at,
                  "unknown escape in text; expected \\\", \\\\, \\n, \\t or \\u00e9, for example");
        };
    boolean octal = digits == 3;
    int from = octal ? at + 1 : at + 2;
    int value = number(text, at, from, from + digits, octal ? 8 : 16);
    if (octal || digits == 2) {
      bytes.write(value);
    } else if (!Character.isValidCodePoint(value)
        || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
      throw Refused.at(at, "escape in text stands for no character");
    } else {
      bytes.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
    }
    return from + digits;
  }

  private static int number(String text, int at, int from, int to, int radix) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        throw Refused.at(at, "escape in text is not complete; expected " + (to - from) + " digits");
      }
      value = value * radix + digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  /** Control characters, halves of surrogate pairs, and marks of writing direction. */
  static boolean isInvisible(int c) {
    return Character.getType(c) == Character.CONTROL
        || Character.getType(c) == Character.SURROGATE
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200e
        || c == 0x200f
        || c == 0x2028
        || c == 0x2029;
  }

  /** A value in quotes, escaped where {@link #read} demands it. */
  static String print(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    value.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isInvisible(c)) {
          quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          quoted.appendCodePoint(c);
        }
      }
    }
  }
}
