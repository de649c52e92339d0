package dev.edgewatch.console.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition of a filter, as its text. A filter is cut into clauses only to be drawn and edited piece by piece; what it
 * means is for {@code Filter} to say.
 */
record Clause(String text) {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(?s)([\\w.\\-\"`]+)\\s*(!=|>=|<=|=|>|<|\\bNOT IN\\b|\\bIN\\b|\\bLIKE\\b|\\bCONTAINS(?: ANY| ALL)?\\b|\\bIS(?: NOT)? NULL\\b)\\s*(.*)",
          Pattern.CASE_INSENSITIVE);

  /** Field, operator and value; a clause of another shape is all field. */
  record Words(String field, String operator, String value) {}

  Words words() {
    Matcher comparison = COMPARISON.matcher(text);
    return comparison.matches()
        ? new Words(comparison.group(1), comparison.group(2), comparison.group(3))
        : new Words(text, "", "");
  }

  /** The conjuncts of a filter; one clause when it is no conjunction. */
  static List<Clause> of(String filter) {
    List<Clause> clauses = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int index = 0; index < filter.length(); index++) {
      char letter = filter.charAt(index);
      if (quote != 0) {
        if (letter == '\\') {
          index++;
        } else if (letter == quote) {
          quote = 0;
        }
      } else if (letter == '"' || letter == '\'') {
        quote = letter;
      } else if (letter == '(' || letter == '[') {
        depth++;
      } else if (letter == ')' || letter == ']') {
        depth--;
      } else if (depth == 0 && word(filter, index, "OR")) {
        return List.of(new Clause(filter.strip()));
      } else if (depth == 0 && word(filter, index, "AND")) {
        clauses.add(new Clause(filter.substring(start, index).strip()));
        start = index + 3;
        index += 2;
      }
    }
    clauses.add(new Clause(filter.substring(start).strip()));
    clauses.removeIf(clause -> clause.text().isEmpty());
    return clauses;
  }

  static String join(List<Clause> clauses) {
    return String.join(" AND ", clauses.stream().map(Clause::text).toList());
  }

  private static boolean word(String text, int at, String word) {
    int end = at + word.length();
    return text.regionMatches(true, at, word, 0, word.length())
        && at > 0
        && !Character.isLetterOrDigit(text.charAt(at - 1))
        && text.charAt(at - 1) != '.'
        && text.charAt(at - 1) != '_'
        && end < text.length()
        && !Character.isLetterOrDigit(text.charAt(end))
        && text.charAt(end) != '_'
        && text.charAt(end) != '.';
  }
}
