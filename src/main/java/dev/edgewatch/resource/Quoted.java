package dev.edgewatch.resource;

/**
 * Text somebody sent, made fit to be repeated in a message: in single quotes, printable and not
 * longer than 200 characters.
 */
public final class Quoted {
  private static final int LIMIT = 200;

  private Quoted() {}

  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("'");
    int length = Math.min(text.length(), LIMIT);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(text.length() > LIMIT ? "…'" : "'").toString();
  }
}
