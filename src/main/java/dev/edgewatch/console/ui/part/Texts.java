package dev.edgewatch.console.ui.part;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The catalogue of everything the console says: {@code dev/edgewatch/console/ui/texts.properties}.
 */
public final class Texts {
  private static final ResourceBundle CATALOGUE =
      ResourceBundle.getBundle("dev.edgewatch.console.ui.texts", Locale.ENGLISH);

  private Texts() {}

  /** The text of a key, with {@code {0}} and so on filled in; numbers get thousands separators. */
  public static String text(String key, Object... values) {
    String pattern = CATALOGUE.getString(key);
    return values.length == 0 ? pattern : new MessageFormat(pattern, Locale.ENGLISH).format(values);
  }

  public static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }
}
