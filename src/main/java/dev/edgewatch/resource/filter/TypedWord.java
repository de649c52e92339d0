package dev.edgewatch.resource.filter;

/** Finds what somebody is in the midst of typing. */
final class TypedWord {
  private static final String OPERATORS = "<>=!";

  private TypedWord() {}

  /** Where the word or the open string at the end of a text starts; the end when there is none. */
  static int start(String text) {
    int quote = openQuote(text);
    if (quote >= 0) {
      return quote;
    }
    int start = text.length();
    while (start > 0 && isPartOfWord(text.charAt(start - 1))) {
      start--;
    }
    if (start == text.length()) {
      while (start > 0 && OPERATORS.indexOf(text.charAt(start - 1)) >= 0) {
        start--;
      }
    }
    return start;
  }

  private static boolean isPartOfWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_.-/".indexOf(c) >= 0;
  }

  /** The quote of a string that is not closed, or -1. */
  private static int openQuote(String text) {
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (open >= 0 && c == '\\') {
        i++;
      } else if (c == '"') {
        open = open < 0 ? i : -1;
      } else if (open < 0 && text.startsWith("--", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      }
    }
    return open;
  }
}
