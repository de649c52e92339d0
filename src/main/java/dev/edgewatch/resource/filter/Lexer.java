package dev.edgewatch.resource.filter;

import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.filter.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a filter text into its words (contract section 3.1). White space and comments are left
 * out.
 */
final class Lexer {
  private static final String PUNCTUATION = "()[]{},:+|";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The words, with an END behind the last one. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if (c == '-' && next() == '-') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (isLetter(c)) {
        path();
      } else if (c == '"') {
        QuotedText quoted = QuotedText.read(text, at);
        add(Kind.STRING, quoted.value(), quoted.end());
      } else if (isOperator(c)) {
        operator();
      } else if (isDigit(c)
          || c == '.'
          || ((c == '-' || c == '+') && (isDigit(next()) || next() == '.'))) {
        number();
      } else if (PUNCTUATION.indexOf(c) >= 0) {
        add(Kind.PUNCTUATION, String.valueOf(c), at + 1);
      } else {
        throw unexpected(c);
      }
    }
    add(Kind.END, "", at);
  }

  private char next() {
    return charAt(at + 1);
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private void add(Kind kind, String value, int end) {
    tokens.add(new Token(kind, value, at, end));
    at = end;
  }

  private void path() {
    StringBuilder path = new StringBuilder();
    int end = at;
    while (true) {
      int start = end;
      while (isLetter(charAt(end))
          || isDigit(charAt(end))
          || charAt(end) == '-'
          || charAt(end) == '/') {
        end++;
      }
      path.append(text, start, end);
      int dot = charAt(end) == '\\' ? end + 1 : end;
      if (charAt(dot) != '.') {
        break;
      }
      if (!isLetter(charAt(dot + 1))) {
        throw Refused.at(
            dot + 1,
            "expected a field name behind " + Quoted.of(path + ".") + ", found " + shown(dot + 1));
      }
      path.append('.');
      end = dot + 1;
    }
    add(Kind.PATH, path.toString(), end);
  }

  private void operator() {
    int end = at;
    while (isOperator(charAt(end))) {
      end++;
    }
    String operator = text.substring(at, end);
    if (Operator.of(operator).isEmpty()) {
      throw Refused.at(
          at, "found " + Quoted.of(operator) + "; expected one of =, !=, <, <=, >, >=");
    }
    add(Kind.OPERATOR, operator, end);
  }

  private void number() {
    int end = at + 1;
    while (isDigit(charAt(end)) || charAt(end) == '.') {
      end++;
    }
    if (charAt(end) == 'e' || charAt(end) == 'E') {
      int digits = charAt(end + 1) == '-' || charAt(end + 1) == '+' ? end + 2 : end + 1;
      if (isDigit(charAt(digits))) {
        end = digits;
        while (isDigit(charAt(end))) {
          end++;
        }
      }
    }
    add(Kind.NUMBER, text.substring(at, end), end);
  }

  private RuntimeException unexpected(char c) {
    String expected =
        switch (c) {
          case '\'', '`' -> "text is written in double quotes";
          case '&' -> "conditions are joined by AND";
          default -> "expected a field, a value, a comparison operator or a parenthesis";
        };
    return Refused.at(at, "found " + shown(at) + "; " + expected);
  }

  private String shown(int index) {
    return index < text.length()
        ? Quoted.of(text.substring(index, text.offsetByCodePoints(index, 1)))
        : "end of filter";
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOperator(char c) {
    return c == '=' || c == '!' || c == '<' || c == '>';
  }
}
