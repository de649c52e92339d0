package dev.edgewatch.resource.filter;

import java.util.ArrayList;
import java.util.List;

/** Reads values and lists of values. */
final class Values {
  private static final String VALUE =
      "a value: text in double quotes, a number, TRUE, FALSE, NULL or {…}";

  private final Tokens tokens;

  Values(Tokens tokens) {
    this.tokens = tokens;
  }

  /** One value; {@code depth} is that of the condition it is in. */
  Written value(int depth) {
    Token token = tokens.peek();
    int position = token.start();
    if (depth > Limits.DEPTH) {
      throw Refused.at(position, "filter is nested deeper than " + Limits.DEPTH + " levels");
    }
    if (token.kind() == Token.Kind.STRING) {
      return new Written.Text(position, tokens.next().text());
    }
    if (token.kind() == Token.Kind.NUMBER) {
      return new Written.Numeral(position, tokens.next().text());
    }
    if (tokens.takeWord("NULL")) {
      return new Written.Null(position);
    }
    if (tokens.takeWord("TRUE")) {
      return new Written.Truth(position, true);
    }
    if (tokens.takeWord("FALSE")) {
      return new Written.Truth(position, false);
    }
    if (tokens.take('{')) {
      return new Written.Entries(position, entries(depth));
    }
    throw tokens.expected(VALUE);
  }

  private List<Written.Entry> entries(int depth) {
    List<Written.Entry> entries = new ArrayList<>();
    while (!tokens.take('}')) {
      if (!entries.isEmpty()) {
        tokens.take(',');
      }
      Token key = tokens.peek();
      if (key.kind() != Token.Kind.STRING) {
        throw tokens.expected(
            entries.isEmpty()
                ? "a field name in double quotes or '}'"
                : "a field name in double quotes");
      }
      tokens.next();
      tokens.take(':');
      entries.add(new Written.Entry(key.start(), key.text(), value(depth + 1)));
    }
    return entries;
  }

  /** A list in parentheses or brackets, of at least one value. */
  List<Written> list(int depth) {
    char close;
    if (tokens.take('(')) {
      close = ')';
    } else if (tokens.take('[')) {
      close = ']';
    } else {
      throw tokens.expected("a list of values in parentheses or brackets");
    }
    List<Written> values = new ArrayList<>();
    do {
      if (values.size() == Limits.LIST) {
        throw Refused.at(tokens.peek().start(), "list has more than " + Limits.LIST + " values");
      }
      values.add(value(depth));
    } while (tokens.take(','));
    if (!tokens.take(close)) {
      throw tokens.expected("',' or '" + close + "'");
    }
    return values;
  }
}
