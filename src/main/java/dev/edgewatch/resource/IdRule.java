package dev.edgewatch.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What an id looks like at one place of a name. Regular expressions of ids have no groups, so that
 * matching one takes time bounded by the length of a name, whoever sent it.
 */
final class IdRule {
  static final IdRule READ_DEFAULT = new IdRule("[\\w][\\w.-]{0,127}");
  static final IdRule NEW_DEFAULT = new IdRule("[a-z][a-z0-9\\-]{0,28}[a-z0-9]");
  static final IdRule REGION = NEW_DEFAULT;

  private final String regex;
  private final Pattern pattern;
  private final boolean mayHoldSlash;

  private IdRule(String regex) {
    this.regex = regex;
    this.pattern = Pattern.compile(regex);
    this.mayHoldSlash = regex.contains("/") || regex.startsWith(".") || regex.contains("[^");
  }

  /**
   * Throws {@link IllegalArgumentException} with the reason when the expression is none or uses
   * groups.
   */
  static IdRule of(String regex) {
    if (regex.contains("(")) {
      throw new IllegalArgumentException("regular expressions of ids may not use groups");
    }
    try {
      return new IdRule(regex);
    } catch (PatternSyntaxException bad) {
      throw new IllegalArgumentException(bad.getDescription(), bad);
    }
  }

  String regex() {
    return regex;
  }

  boolean mayHoldSlash() {
    return mayHoldSlash;
  }

  boolean accepts(String id) {
    return accepts(id, 0, id.length());
  }

  boolean accepts(String text, int from, int to) {
    Matcher matcher = pattern.matcher(text);
    return matcher.region(from, to).matches();
  }
}
