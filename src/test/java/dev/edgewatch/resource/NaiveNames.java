package dev.edgewatch.resource;

import java.util.regex.Pattern;

/** What names and parents of a type look like, by one expression for the whole text. */
public final class NaiveNames {
  private static final String PRINTABLE = "[!-~]{0,1024}";

  private NaiveNames() {}

  /** Whether a text is a name of the type, wildcards allowed. */
  public static boolean isName(ResourceType type, String text) {
    return text.matches(PRINTABLE)
        && type.patterns().stream().anyMatch(pattern -> text.matches(expression(pattern)));
  }

  /** The same of what such names are below. */
  public static boolean isParent(ResourceType type, String text) {
    return text.matches(PRINTABLE)
        && type.patterns().stream().anyMatch(pattern -> text.matches(expression(pattern.parent())));
  }

  private static String expression(NamePattern pattern) {
    StringBuilder expression = new StringBuilder();
    for (int pair = 0; pair < pattern.size(); pair++) {
      expression
          .append(Pattern.quote(pattern.head(pair)))
          .append("(?:-|")
          .append(pattern.rule(pair).regex())
          .append(')');
    }
    return expression.toString();
  }
}
