package dev.edgewatch.resource.filter;

import java.util.List;
import java.util.Optional;

/**
 * A place in a filter that is being typed.
 *
 * @param expected what may come next
 * @param field the field of the condition that the place is in
 */
record Place(Expected expected, Optional<String> field) {
  enum Expected {
    CONDITION,
    OPERATOR,
    /** Behind IS. */
    NULL_OR_NAN,
    /** Behind IS NOT. */
    NULL_OR_NAN_ONLY,
    /** Behind NOT, itself behind a field. */
    IN,
    /** Behind CONTAINS. */
    QUANTITY_OR_VALUE,
    VALUE,
    LIST,
    COMMA_OR_END,
    CONNECTOR,
    /** What comes before is no filter, or within an object. */
    NOTHING
  }

  /** The place behind these words, which end with an END. */
  static Place behind(List<Token> tokens) {
    Walk walk = new Walk(new Tokens(tokens));
    while (!walk.tokens.atEnd() && walk.expected != Expected.NOTHING) {
      walk.expected = walk.next();
    }
    return new Place(walk.expected, walk.field);
  }

  /** Follows the grammar word by word. */
  private static final class Walk {
    private final Tokens tokens;
    private Expected expected = Expected.CONDITION;
    private Optional<String> field = Optional.empty();
    private boolean inList;

    Walk(Tokens tokens) {
      this.tokens = tokens;
    }

    Expected next() {
      return switch (expected) {
        case CONDITION -> condition();
        case OPERATOR -> operator();
        case NULL_OR_NAN -> tokens.takeWord("NOT") ? Expected.NULL_OR_NAN_ONLY : nullOrNan();
        case NULL_OR_NAN_ONLY -> nullOrNan();
        case IN -> tokens.takeWord("IN") ? Expected.LIST : Expected.NOTHING;
        case QUANTITY_OR_VALUE -> quantityOrValue();
        case VALUE -> value();
        case LIST -> list();
        case COMMA_OR_END -> commaOrEnd();
        case CONNECTOR -> connector();
        case NOTHING -> Expected.NOTHING;
      };
    }

    private Expected condition() {
      if (tokens.take('(') || tokens.takeConnector("NOT", '\0')) {
        return Expected.CONDITION;
      }
      if (tokens.take(')')) {
        return Expected.CONNECTOR;
      }
      Token token = tokens.next();
      field = Optional.of(token.text());
      return token.kind() == Token.Kind.PATH ? Expected.OPERATOR : Expected.NOTHING;
    }

    private Expected operator() {
      Token token = tokens.next();
      if (token.kind() == Token.Kind.OPERATOR) {
        return Expected.VALUE;
      }
      return token.isWord("IS")
          ? Expected.NULL_OR_NAN
          : token.isWord("NOT")
              ? Expected.IN
              : token.isWord("IN")
                  ? Expected.LIST
                  : token.isWord("CONTAINS") || token.isWord("HAS")
                      ? Expected.QUANTITY_OR_VALUE
                      : Expected.NOTHING;
    }

    private Expected nullOrNan() {
      return tokens.takeWord("NULL") || tokens.takeWord("NAN")
          ? Expected.CONNECTOR
          : Expected.NOTHING;
    }

    private Expected quantityOrValue() {
      if (tokens.takeWord("ANY") || tokens.takeWord("ALL")) {
        return Expected.LIST;
      }
      return tokens.takeWord("VALUE") ? Expected.VALUE : value();
    }

    private Expected value() {
      Token token = tokens.next();
      boolean simple =
          token.kind() == Token.Kind.STRING
              || token.kind() == Token.Kind.NUMBER
              || token.isWord("NULL")
              || token.isWord("TRUE")
              || token.isWord("FALSE");
      boolean whole = simple || (token.isPunctuation('{') && skipObject());
      return !whole ? Expected.NOTHING : inList ? Expected.COMMA_OR_END : Expected.CONNECTOR;
    }

    /** Whether the object is closed. */
    private boolean skipObject() {
      for (int open = 1; open > 0; ) {
        if (tokens.atEnd()) {
          return false;
        }
        Token token = tokens.next();
        open += token.isPunctuation('{') ? 1 : token.isPunctuation('}') ? -1 : 0;
      }
      return true;
    }

    private Expected list() {
      inList = tokens.take('(') || tokens.take('[');
      return inList ? Expected.VALUE : Expected.NOTHING;
    }

    private Expected commaOrEnd() {
      if (tokens.take(',')) {
        return Expected.VALUE;
      }
      inList = false;
      return tokens.take(')') || tokens.take(']') ? Expected.CONNECTOR : Expected.NOTHING;
    }

    private Expected connector() {
      if (tokens.takeConnector("AND", '+') || tokens.takeConnector("OR", '|')) {
        return Expected.CONDITION;
      }
      return tokens.take(')') ? Expected.CONNECTOR : condition();
    }
  }
}
