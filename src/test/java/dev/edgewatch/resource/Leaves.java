package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A message taken apart, for naive models: its scalars and its empty messages by their places,
 * {@code spec/os_version}, {@code status/addresses#0/type}, {@code metadata/labels/env}. The item
 * of a list has a place of its own.
 */
final class Leaves {
  private static final Pattern INDEX = Pattern.compile("#\\d+");
  private static final Pattern ITEM = Pattern.compile("#\\d+$");

  private Leaves() {}

  static Map<String, Object> of(Message message) {
    Map<String, Object> leaves = new TreeMap<>();
    message.getAllFields().forEach((field, value) -> add(message, field, value, "", leaves));
    return leaves;
  }

  private static void add(
      Message owner,
      FieldDescriptor field,
      Object value,
      String prefix,
      Map<String, Object> leaves) {
    String place = prefix + field.getName();
    if (field.isMapField()) {
      PathSegment.asMap(owner, field)
          .forEach((key, element) -> addValue(element, place + "/" + key, leaves));
    } else if (field.isRepeated()) {
      List<?> items = (List<?>) value;
      for (int i = 0; i < items.size(); i++) {
        leaves.put(place + "#" + i, items.get(i) instanceof Message ? "an item" : items.get(i));
        if (items.get(i) instanceof Message item) {
          addFields(item, place + "#" + i, leaves);
        }
      }
    } else {
      addValue(value, place, leaves);
    }
  }

  private static void addValue(Object value, String place, Map<String, Object> leaves) {
    if (!(value instanceof Message message)) {
      leaves.put(place, value);
    } else if (message.getAllFields().isEmpty()) {
      leaves.put(place, "empty");
    } else {
      addFields(message, place, leaves);
    }
  }

  private static void addFields(Message message, String place, Map<String, Object> leaves) {
    message
        .getAllFields()
        .forEach((field, value) -> add(message, field, value, place + "/", leaves));
  }

  /**
   * Whether a mask's path selects the leaf: leads to it or encloses it, or goes on inside the item
   * of a list.
   */
  static Predicate<String> selectedBy(List<FieldPath> paths) {
    List<String> texts = paths.stream().map(path -> path.text().replace('.', '/')).toList();
    return place -> {
      String plain = INDEX.matcher(place).replaceAll("");
      boolean item = ITEM.matcher(place).find();
      return texts.stream()
          .anyMatch(text -> isWithin(plain, text) || (item && isWithin(text, plain)));
    };
  }

  static boolean isWithin(String inner, String outer) {
    return inner.equals(outer) || inner.startsWith(outer + "/");
  }

  static Map<String, Object> select(Map<String, Object> leaves, Predicate<String> selected) {
    return leaves.entrySet().stream()
        .filter(leaf -> selected.test(leaf.getKey()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
  }
}
