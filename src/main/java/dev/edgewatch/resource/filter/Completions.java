package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be typed at a place in a filter text: fields of the type, operators that fit the field,
 * values of an enumeration, connectors. Pure and fast enough to be asked at each key.
 *
 * @param start offset from which a chosen suggestion replaces the text, up to the place asked for
 * @param hint what is expected here, in words; empty when that is not known
 * @param suggestions best first, at most {@value #MOST}
 */
public record Completions(int start, String hint, List<Suggestion> suggestions) {
  /** Most suggestions given. */
  public static final int MOST = 20;

  public Completions {
    suggestions = List.copyOf(suggestions);
  }

  /** What a suggestion is. */
  public enum Kind {
    FIELD,
    OPERATOR,
    VALUE,
    KEYWORD
  }

  /**
   * One thing to type.
   *
   * @param text what to put there
   * @param description what it is, for example {@code time} for a field
   */
  public record Suggestion(Kind kind, String text, String description) {}

  /**
   * For the text before {@code offset}; what is behind does not matter. Never refuses: where
   * nothing fits, nothing is given.
   */
  public static Completions at(ResourceType type, String text, int offset) {
    String before = text.substring(0, Math.clamp(offset, 0, text.length()));
    int start = TypedWord.start(before);
    String typed = before.substring(start);
    Place place;
    try {
      place = Place.behind(Lexer.tokens(before.substring(0, start)));
    } catch (RefusalException malformed) {
      return new Completions(start, "", List.of());
    }
    Optional<FieldPath> field = place.field().flatMap(name -> field(type, name));
    List<Suggestion> fitting =
        suggestions(type, place, field, typed)
            .filter(
                suggestion ->
                    suggestion.kind() == Kind.FIELD || startsWith(suggestion.text(), typed))
            .limit(MOST)
            .toList();
    return new Completions(start, hint(place, field), fitting);
  }

  private static boolean startsWith(String text, String typed) {
    return text.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
  }

  private static Optional<FieldPath> field(ResourceType type, String name) {
    try {
      return Optional.of(FieldPath.parse(type.descriptor(), name));
    } catch (RefusalException unknown) {
      return Optional.empty();
    }
  }

  private static Stream<Suggestion> suggestions(
      ResourceType type, Place place, Optional<FieldPath> field, String typed) {
    return switch (place.expected()) {
      case CONDITION -> Stream.concat(FieldSuggestions.of(type, typed), keywords("NOT"));
      case OPERATOR ->
          field.stream()
              .flatMap(path -> FieldKind.of(type, path).operators())
              .map(Completions::operator);
      case NULL_OR_NAN -> keywords("NULL", "NOT NULL");
      case NULL_OR_NAN_ONLY -> keywords("NULL");
      case IN -> Stream.of(operator("IN"));
      case QUANTITY_OR_VALUE ->
          Stream.concat(Stream.of("ANY", "ALL").map(Completions::operator), values(field));
      case VALUE -> values(field);
      case LIST -> Stream.of(operator("("));
      case COMMA_OR_END -> Stream.empty();
      case CONNECTOR -> keywords("AND", "OR");
      case NOTHING -> Stream.empty();
    };
  }

  private static Stream<Suggestion> values(Optional<FieldPath> field) {
    return field.stream().map(FieldPath::field).flatMap(Completions::values);
  }

  private static Stream<Suggestion> values(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case ENUM ->
          field.getEnumType().getValues().stream()
              .map(EnumValueDescriptor::getName)
              .map(Completions::quoted);
      case BOOLEAN -> Stream.of("TRUE", "FALSE").map(word -> new Suggestion(Kind.VALUE, word, ""));
      case STRING, BYTE_STRING, INT, LONG, FLOAT, DOUBLE, MESSAGE -> Stream.empty();
    };
  }

  private static Suggestion quoted(String name) {
    return new Suggestion(Kind.VALUE, '"' + name + '"', "");
  }

  private static Suggestion operator(String text) {
    return new Suggestion(Kind.OPERATOR, text, "");
  }

  private static Stream<Suggestion> keywords(String... words) {
    return Stream.of(words).map(word -> new Suggestion(Kind.KEYWORD, word, ""));
  }

  private static String hint(Place place, Optional<FieldPath> field) {
    return switch (place.expected()) {
      case CONDITION -> "a field, NOT or '('";
      case OPERATOR, QUANTITY_OR_VALUE -> "an operator";
      case NULL_OR_NAN, NULL_OR_NAN_ONLY -> "NULL";
      case IN -> "IN";
      case VALUE -> field.map(path -> FieldKind.form(path.field())).orElse("");
      case LIST -> "a list of values in parentheses";
      case COMMA_OR_END -> "',' or the end of the list";
      case CONNECTOR -> "AND or OR";
      case NOTHING -> "";
    };
  }
}
