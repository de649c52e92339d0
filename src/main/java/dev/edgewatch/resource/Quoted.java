package dev.edgewatch.resource;

/**
 * Text somebody sent, made fit to be repeated in a message: in single quotes, printable and not
 * longer than 200 characters, escapes and quotes included; what is cut off is shown by an ellipsis.
 */
public final class Quoted {
  private static final int LIMIT = 198;

  private Quoted() {}

  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String printable = c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
      if (quoted.length() + printable.length() > LIMIT) {
        return quoted.append("…'").toString();
      }
      quoted.append(printable);
    }
    return quoted.append("'").toString();
  }
}
