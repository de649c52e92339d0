package dev.edgewatch.resource;

import dev.edgewatch.resource.OrderBy.Direction;
import dev.edgewatch.resource.OrderBy.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the text of an order. Used once, by {@link OrderBy#parse}. */
final class OrderByText {
  private static final int LONGEST = 1024;

  /** Only this ends a path: what Java calls white space as well may stand in the key of a map. */
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Pattern EDGES = Pattern.compile("^\\s+|\\s+$");

  private final ResourceType type;
  private final String text;
  private final FieldPath name;
  private final Map<FieldPath, Item> items = new LinkedHashMap<>();

  OrderByText(ResourceType type, String text) {
    this.type = type;
    this.text = text;
    this.name = FieldPath.parse(type.descriptor(), "name");
  }

  List<Item> items() {
    TextLength.require("order_by", text, LONGEST);
    Direction last = Direction.ASCENDING;
    if (!text.isEmpty()) {
      int count = 0;
      int start = 0;
      for (String part : text.split(",", -1)) {
        if (++count > OrderBy.MOST_ITEMS) {
          throw refused(start, "order_by has more than " + OrderBy.MOST_ITEMS + " items");
        }
        Item item = item(part, start);
        last = item.direction();
        if (!items.containsKey(name)) {
          items.putIfAbsent(item.path(), item);
        }
        start += part.length() + 1;
      }
    }
    items.putIfAbsent(name, new Item(name, last));
    return List.copyOf(items.values());
  }

  private Item item(String part, int start) {
    String item = EDGES.matcher(part).replaceAll("");
    int offset = start + (item.isEmpty() ? part.length() : part.indexOf(item));
    String[] words = SPACE.split(item, -1);
    if (words[0].isEmpty()) {
      throw refused(
          offset, "order_by has an empty item; expected path [asc|desc], separated by commas");
    }
    if (words.length > 2) {
      throw refused(
          offset, "order_by has the item " + Quoted.of(item) + "; expected path [asc|desc]");
    }
    if (words.length == 1) {
      return new Item(path(words[0], offset), Direction.ASCENDING);
    }
    int end = offset + item.length();
    return new Item(path(words[0], offset), direction(words[1], end - words[1].length()));
  }

  private FieldPath path(String word, int offset) {
    try {
      return FieldPath.parse(type.descriptor(), word);
    } catch (RefusalException unknown) {
      throw refused(offset, "order_by is invalid: " + unknown.refusal().message());
    }
  }

  private Direction direction(String word, int position) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "asc" -> Direction.ASCENDING;
      case "desc" -> Direction.DESCENDING;
      default ->
          throw refused(position, "direction is " + Quoted.of(word) + "; expected asc or desc");
    };
  }

  private static RefusalException refused(int position, String message) {
    return new Refusal.Invalid(
            "ORDER_BY_INVALID",
            message,
            List.of(new Refusal.Violation("order_by", message, position)))
        .exception();
  }
}
