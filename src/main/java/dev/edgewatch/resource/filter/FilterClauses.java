package dev.edgewatch.resource.filter;

import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of a filter text that must all hold, with their places in the text: what a filter
 * bar shows as chips. A filter that is a disjunction is one clause. Immutable.
 *
 * @param text the filter
 * @param clauses in the order of the text; none when everything passes
 */
public record FilterClauses(String text, List<Clause> clauses) {
  private static final Set<String> OPERATOR_WORDS =
      Set.of("IS", "NOT", "NULL", "NAN", "IN", "CONTAINS", "HAS", "VALUE", "ANY", "ALL");

  public FilterClauses {
    clauses = List.copyOf(clauses);
  }

  /**
   * One condition as written.
   *
   * @param start offset of its first character
   * @param end offset behind its last character
   * @param text as written, a disjunction in parentheses, so that clauses may be joined by AND
   * @param field the path, empty when the clause is not one plain condition but a group or a
   *     negation
   * @param operator for example {@code =} or {@code CONTAINS ANY} or {@code IS NOT NULL}; empty
   *     with the field
   * @param value the value or list of values, empty when the operator needs none
   */
  public record Clause(
      int start, int end, String text, String field, String operator, String value) {}

  /** Refuses what {@link Filter#parse} refuses. */
  public static FilterClauses of(ResourceType type, String text) {
    if (Filter.parse(type, text).isAll()) {
      return new FilterClauses(text, List.of());
    }
    List<Token> tokens = Lexer.tokens(text);
    List<Clause> clauses =
        Parser.conjuncts(type, tokens)
            .map(conjuncts -> conjuncts.stream().map(conjunct -> clause(text, conjunct)).toList())
            .orElseGet(
                () ->
                    List.of(
                        disjunction(
                            text, tokens.getFirst().start(), tokens.get(tokens.size() - 2).end())));
    return new FilterClauses(text, clauses);
  }

  /** The filter without one of its clauses; the empty text when it was the only one. */
  public String without(Clause removed) {
    return joined(clauses.stream().filter(clause -> !clause.equals(removed)));
  }

  /** The filter with the clauses of another one added. */
  public String with(FilterClauses more) {
    return joined(Stream.concat(clauses.stream(), more.clauses.stream()));
  }

  private static String joined(Stream<Clause> clauses) {
    return clauses.map(Clause::text).collect(Collectors.joining(" AND "));
  }

  private static Clause disjunction(String text, int start, int end) {
    return new Clause(start, end, "(" + text.substring(start, end) + ")", "", "", "");
  }

  private static Clause clause(String text, List<Token> tokens) {
    int start = tokens.getFirst().start();
    int end = tokens.getLast().end();
    String whole = text.substring(start, end);
    if (!isPlain(tokens)) {
      return new Clause(start, end, whole, "", "", "");
    }
    int words = operatorEnd(tokens);
    int behind = tokens.get(words - 1).end();
    return new Clause(
        start,
        end,
        whole,
        tokens.getFirst().text(),
        text.substring(tokens.get(1).start(), behind),
        text.substring(behind, end).strip());
  }

  /** Whether the words are one condition on a field, not a group or a negation. */
  private static boolean isPlain(List<Token> tokens) {
    Token first = tokens.getFirst();
    boolean negation = first.isWord("NOT") && !new Tokens(tokens).isField();
    return first.kind() == Token.Kind.PATH && !negation;
  }

  /** How many words the field and the operator are. */
  private static int operatorEnd(List<Token> tokens) {
    if (tokens.get(1).kind() == Token.Kind.OPERATOR) {
      return 2;
    }
    int end = 1;
    while (end < tokens.size() && OPERATOR_WORDS.stream().anyMatch(tokens.get(end)::isWord)) {
      end++;
    }
    return end;
  }
}
