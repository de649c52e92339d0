package dev.edgewatch.resource.filter;

import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Condition.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a filter (contract section 3.2). Its recursion is bounded by {@link Limits#DEPTH}. */
final class Parser {
  private static final String CONDITION = "a field, NOT or '('";

  private final ResourceType type;
  private final Tokens tokens;
  private final Conditions conditions = new Conditions();
  private final Values values;
  private int terms;

  private Parser(ResourceType type, List<Token> tokens) {
    this.type = type;
    this.tokens = new Tokens(tokens);
    this.values = new Values(this.tokens);
  }

  static Condition parse(ResourceType type, String text) {
    Parser parser = new Parser(type, Lexer.tokens(text));
    Condition condition = parser.disjunction(0);
    if (!parser.tokens.atEnd()) {
      throw parser.tokens.expected("AND, OR or another condition");
    }
    return condition;
  }

  /**
   * The words of each condition of the top-level conjunction, parentheses around all of it taken
   * away; empty when the filter is a disjunction. The text must be one that {@link #parse} accepts.
   */
  static Optional<List<List<Token>>> conjuncts(ResourceType type, List<Token> tokens) {
    Parser parser = new Parser(type, tokens);
    List<List<Token>> conjuncts = new ArrayList<>();
    do {
      int start = parser.tokens.position();
      parser.condition(0);
      conjuncts.add(tokens.subList(start, parser.tokens.position()));
    } while (parser.tokens.takeConnector("AND", '+') || parser.tokens.startsCondition());
    if (!parser.tokens.atEnd()) {
      return Optional.empty();
    }
    List<Token> first = conjuncts.getFirst();
    if (conjuncts.size() == 1 && first.getFirst().isPunctuation('(') && first.size() > 2) {
      List<Token> inner = new ArrayList<>(first.subList(1, first.size() - 1));
      int end = inner.getLast().end();
      inner.add(new Token(Token.Kind.END, "", end, end));
      return conjuncts(type, inner);
    }
    return Optional.of(conjuncts);
  }

  private Condition disjunction(int depth) {
    List<Condition> parts = new ArrayList<>();
    parts.add(conjunction(depth));
    while (tokens.takeConnector("OR", '|')) {
      parts.add(conjunction(depth));
    }
    return Condition.any(parts);
  }

  private Condition conjunction(int depth) {
    List<Condition> parts = new ArrayList<>();
    parts.add(condition(depth));
    while (tokens.takeConnector("AND", '+') || tokens.startsCondition()) {
      parts.add(condition(depth));
    }
    return Condition.all(parts);
  }

  private Condition condition(int depth) {
    Token first = tokens.peek();
    if (depth > Limits.DEPTH) {
      throw Refused.at(first.start(), "filter is nested deeper than " + Limits.DEPTH + " levels");
    }
    if (tokens.takeConnector("NOT", '\0')) {
      return Condition.not(condition(depth + 1));
    }
    if (tokens.take('(')) {
      if (tokens.take(')')) {
        return Condition.everything();
      }
      Condition inner = disjunction(depth + 1);
      if (!tokens.take(')')) {
        throw tokens.expected("')', AND, OR or another condition");
      }
      return inner;
    }
    if (first.kind() != Token.Kind.PATH) {
      throw tokens.expected(CONDITION);
    }
    if (++terms > Limits.TERMS) {
      throw Refused.at(first.start(), "filter has more than " + Limits.TERMS + " conditions");
    }
    return rightHandSide(operand(tokens.next()), depth);
  }

  private Operand operand(Token path) {
    try {
      return Operand.of(type, FieldPath.parse(type.descriptor(), path.text()));
    } catch (RefusalException unknown) {
      throw Refused.at(path.start(), unknown);
    }
  }

  private Condition rightHandSide(Operand operand, int depth) {
    Token rhs = tokens.peek();
    if (rhs.kind() == Token.Kind.OPERATOR) {
      tokens.next();
      return conditions.comparison(operand, rhs, values.value(depth));
    }
    if (tokens.takeWord("IS")) {
      boolean not = tokens.takeWord("NOT");
      Condition is = is(operand, rhs);
      return not ? Condition.not(is) : is;
    }
    if (rhs.isWord("NOT") && tokens.peek(1).isWord("IN")) {
      tokens.next();
      return Condition.not(in(operand, depth));
    }
    if (rhs.isWord("IN")) {
      return in(operand, depth);
    }
    if (tokens.takeWord("CONTAINS") || tokens.takeWord("HAS")) {
      return contains(operand, rhs, depth);
    }
    if (rhs.isWord("LIKE") || (rhs.isWord("NOT") && tokens.peek(1).isWord("LIKE"))) {
      throw like(rhs);
    }
    throw tokens.expected(
        "a comparison operator, IS, IN, CONTAINS or LIKE after "
            + Quoted.of(operand.path().text()));
  }

  private Condition is(Operand operand, Token rhs) {
    if (tokens.takeWord("NULL")) {
      return new Condition.IsNull(operand);
    }
    if (tokens.takeWord("NAN")) {
      return conditions.isNan(operand, rhs);
    }
    throw tokens.expected("NULL or NAN");
  }

  private Condition in(Operand operand, int depth) {
    Token in = tokens.next();
    return conditions.in(operand, in, values.list(depth));
  }

  private Condition contains(Operand operand, Token rhs, int depth) {
    if (tokens.takeWord("ANY")) {
      return conditions.contains(operand, rhs, Quantifier.ANY, values.list(depth));
    }
    if (tokens.takeWord("ALL")) {
      return conditions.contains(operand, rhs, Quantifier.ALL, values.list(depth));
    }
    tokens.takeWord("VALUE");
    return conditions.contains(operand, rhs, Quantifier.VALUE, List.of(values.value(depth)));
  }

  /**
   * The contract parses LIKE and then never carries it out; as a syntax error it is still wrong.
   */
  private RefusalException like(Token rhs) {
    if (rhs.isWord("LIKE") && tokens.peek(1).kind() == Token.Kind.STRING) {
      return Refused.unsupported("LIKE conditions are not supported; use =, IN or Search");
    }
    tokens.next();
    return tokens.expected(
        rhs.isWord("LIKE") ? "text in double quotes after LIKE" : "IN after NOT");
  }
}
