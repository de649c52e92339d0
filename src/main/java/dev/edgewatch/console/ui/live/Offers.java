package dev.edgewatch.console.ui.live;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Completions;
import dev.edgewatch.resource.filter.Completions.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What is offered for a typed text: what may come next, and whole conditions on the field that is
 * most likely meant.
 */
final class Offers {
  private static final int MOST_NEXT = 6;
  private static final int MOST_VALUES = 6;
  private static final String UNSPECIFIED = "UNSPECIFIED";

  private Offers() {}

  static List<Offer> next(Completions completions) {
    return completions.suggestions().stream().limit(MOST_NEXT).<Offer>map(Offer.Next::new).toList();
  }

  /** Conditions on the first field that is offered, when it has few values. */
  static List<Offer.Condition> straightAway(ResourceType type, Completions completions) {
    return completions.suggestions().stream()
        .filter(suggestion -> suggestion.kind() == Kind.FIELD)
        .findFirst()
        .map(suggestion -> conditions(type, suggestion.text()))
        .orElse(List.of());
  }

  private static List<Offer.Condition> conditions(ResourceType type, String field) {
    return values(type, field).stream()
        .limit(MOST_VALUES)
        .map(value -> new Offer.Condition(field + " = \"" + value + "\"", "= \"" + value + "\""))
        .toList();
  }

  /** Names of an enumeration's values, without the one that says nothing. */
  static List<String> values(ResourceType type, String field) {
    return descriptor(type, field)
        .filter(one -> one.getJavaType() == FieldDescriptor.JavaType.ENUM && !one.isRepeated())
        .map(one -> one.getEnumType().getValues())
        .orElse(List.of())
        .stream()
        .map(EnumValueDescriptor::getName)
        .filter(name -> !name.endsWith(UNSPECIFIED))
        .toList();
  }

  private static Optional<FieldDescriptor> descriptor(ResourceType type, String field) {
    try {
      return Optional.of(FieldPath.parse(type.descriptor(), field).field());
    } catch (RefusalException unknown) {
      return Optional.empty();
    }
  }

  /** A word for the kind of a field, as short as a label. */
  static String label(String description) {
    if (description.startsWith("one of")) {
      return "enum";
    }
    if (description.startsWith("list of")) {
      return "list";
    }
    return description.startsWith("name of") ? "name" : description;
  }
}
