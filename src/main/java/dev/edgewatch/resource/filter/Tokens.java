package dev.edgewatch.resource.filter;

import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.RefusalException;
import java.util.List;
import java.util.Set;

/**
 * The words of a filter with a place in them. Decides whether a word is a keyword or a field of
 * that name.
 */
final class Tokens {
  private static final Set<String> RIGHT_HAND_SIDES = Set.of("IS", "IN", "CONTAINS", "HAS", "LIKE");

  private final List<Token> tokens;
  private int at;

  /** {@code tokens} end with an END. */
  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return peek(0);
  }

  /** The word that many places on, or the END. */
  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    if (!atEnd()) {
      at++;
    }
    return token;
  }

  /** How many words have been taken. */
  int position() {
    return at;
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean take(char punctuation) {
    return takeIf(peek().isPunctuation(punctuation));
  }

  boolean takeWord(String keyword) {
    return takeIf(peek().isWord(keyword));
  }

  /** Takes AND, OR, NOT or their sign, unless the word is a field here, as in {@code or = 3}. */
  boolean takeConnector(String keyword, char sign) {
    return takeIf((peek().isWord(keyword) && !isField(0)) || peek().isPunctuation(sign));
  }

  private boolean takeIf(boolean taken) {
    if (taken) {
      at++;
    }
    return taken;
  }

  /** Whether a condition may start here without AND before it. */
  boolean startsCondition() {
    return peek().isPunctuation('(')
        || (peek().kind() == Token.Kind.PATH && (!peek().isWord("OR") || isField(0)));
  }

  /** Whether the word here is a field and not a keyword. */
  boolean isField() {
    return isField(0);
  }

  /**
   * A word is a field when a right-hand side follows that is not itself a field with its own
   * right-hand side.
   */
  private boolean isField(int ahead) {
    Token next = peek(ahead + 1);
    return next.kind() == Token.Kind.OPERATOR
        || (isRightHandSide(next) && !startsRightHandSide(ahead + 2));
  }

  private boolean startsRightHandSide(int ahead) {
    Token token = peek(ahead);
    return token.kind() == Token.Kind.OPERATOR
        || isRightHandSide(token)
        || (token.isWord("NOT") && peek(ahead + 1).isWord("IN"));
  }

  private static boolean isRightHandSide(Token token) {
    return token.kind() == Token.Kind.PATH && RIGHT_HAND_SIDES.stream().anyMatch(token::isWord);
  }

  /** A refusal that names what is here instead. */
  RefusalException expected(String what) {
    Token found = peek();
    String shown =
        switch (found.kind()) {
          case END -> "end of filter";
          case STRING -> "the text " + Quoted.of(found.text());
          case PATH, OPERATOR, NUMBER, PUNCTUATION -> Quoted.of(found.text());
        };
    return Refused.at(found.start(), "expected " + what + ", found " + shown);
  }
}
