package dev.edgewatch.resource.filter;

import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.TextLength;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A parsed and typed filter over the resources of one type (contract section 3). Immutable,
 * thread-safe value; equal when canonically equal. A text may have 4 KiB, 100 conditions, 32 levels
 * and lists of 100 values.
 */
public final class Filter {
  /** So few that even long names stay below the length of a text. */
  private static final int AT_ONCE = 10;

  private final ResourceType type;
  private final Condition condition;
  private final String text;
  private final Predicate<Message> test;

  private Filter(ResourceType type, Condition condition) {
    this.type = type;
    this.condition = condition;
    this.text = condition instanceof Condition.Everything ? "" : Printer.print(condition);
    this.test = Evaluation.compile(condition);
  }

  /** The filter that everything passes; what an empty or blank text parses to. */
  public static Filter all(ResourceType type) {
    return new Filter(type, Condition.everything());
  }

  /** Refuses with the position and what was expected there; LIKE is refused as unsupported. */
  public static Filter parse(ResourceType type, String text) {
    TextLength.require("filter", text, Limits.TEXT);
    if (text.isBlank()) {
      return all(type);
    }
    Condition condition = Parser.parse(type, text);
    if (condition.depth() > Limits.DEPTH) {
      throw Refused.at(0, "filter is nested deeper than " + Limits.DEPTH + " levels");
    }
    Filter filter = new Filter(type, condition);
    // what is sent on is the canonical text, so it must be acceptable too
    requireShort(filter);
    return filter;
  }

  private static void requireShort(Filter filter) {
    try {
      TextLength.require("filter in its canonical form", filter.text, Limits.TEXT);
    } catch (RefusalException tooLong) {
      throw Refused.at(0, tooLong);
    }
  }

  public ResourceType type() {
    return type;
  }

  /** Canonical text; empty for {@link #all}. Usable as a cache key. */
  public String text() {
    return text;
  }

  public boolean isAll() {
    return text.isEmpty();
  }

  /**
   * Whether a resource of the type passes. Costs a read of each path that is asked for, without
   * parsing anything.
   */
  public boolean test(Message resource) {
    return test.test(resource);
  }

  /** All paths that are asked for. */
  public Set<FieldPath> paths() {
    Set<FieldPath> paths = new LinkedHashSet<>();
    condition.operands().forEach(operand -> paths.add(operand.path()));
    return paths;
  }

  /** This and another one over the same type. */
  public Filter and(Filter other) {
    return other.isAll()
        ? this
        : isAll() ? other : new Filter(type, Condition.all(List.of(condition, other.condition)));
  }

  /** The filter that nothing passes. It has no text that could be parsed. */
  private static Filter nothing(ResourceType type) {
    return new Filter(type, Condition.not(Condition.everything()));
  }

  /**
   * Whether a text field has one of these values, however many there are; nothing passes when there
   * are none.
   */
  public static Filter in(ResourceType type, String path, Collection<String> values) {
    List<String> sorted = values.stream().distinct().sorted().map(Filter::quoted).toList();
    List<Filter> parts = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += AT_ONCE) {
      List<String> some = sorted.subList(from, Math.min(sorted.size(), from + AT_ONCE));
      parts.add(parse(type, path + " IN [" + String.join(", ", some) + "]"));
    }
    return parts.isEmpty() ? nothing(type) : any(parts);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** One of several over the same type, of which there is at least one. */
  public static Filter any(List<Filter> filters) {
    Filter first = filters.getFirst();
    return filters.size() == 1
        ? first
        : new Filter(
            first.type, Condition.any(filters.stream().map(filter -> filter.condition).toList()));
  }

  /**
   * Whether whatever passes this filter certainly passes {@code other}. A false answer only says
   * that it could not be shown from the form of the two.
   */
  public boolean satisfies(Filter other) {
    return new Implication().holds(condition, other.condition);
  }

  /**
   * The value a path must equal for anything to pass, when the filter's top-level conjunction says
   * so.
   */
  public Optional<Object> pinned(FieldPath path) {
    return Pins.of(condition).stream()
        .filter(pin -> pin.path().equals(path))
        .map(Pin::value)
        .findFirst();
  }

  /** The values of which a path must have one for anything to pass, when the filter says so. */
  public Optional<Set<Object>> among(FieldPath path) {
    Optional<Set<Object>> only = pinned(path).map(Set::of);
    return only.or(() -> Pins.among(condition, path));
  }

  /**
   * Paths pinned to one value by the top-level conjunction, with that value: what an index can use.
   * A scalar's default is left out, because a resource without the message around it has that value
   * too, and so are messages and times.
   */
  public List<Pin> pins() {
    return Pins.of(condition).stream().filter(Pins::isIndexable).toList();
  }

  /** A path and the only value it may have, as {@link FieldPath#value} gives it. */
  public record Pin(FieldPath path, Object value) {}

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Filter filter && type == filter.type && text.equals(filter.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
