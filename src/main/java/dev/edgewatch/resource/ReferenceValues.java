package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds and removes the references in resources, by their declarations (contract section 1.7). */
public final class ReferenceValues {
  private ReferenceValues() {}

  /** The same for an encoded resource, of which only the fields that refer are decoded. */
  public static Set<ReferenceValue> of(Resource resource) {
    ResourceType type = resource.type();
    ByteString referring = type.referringFields().project(resource.encoded());
    return referring.isEmpty()
        ? Set.of()
        : of(type, new Resource(type, resource.name(), referring).message());
  }

  /** All references that are set, in the order of their declaration. */
  public static Set<ReferenceValue> of(ResourceType type, Message resource) {
    Set<ReferenceValue> found = new LinkedHashSet<>();
    for (Reference reference : type.references()) {
      for (Object name : reference.path().values(resource)) {
        if (!((String) name).isEmpty()) {
          found.add(new ReferenceValue(reference.target(), (String) name, reference.onDelete()));
        }
      }
    }
    return found;
  }

  /**
   * The resource without these references: names are cleared, and taken out of lists of names; the
   * items of other lists stay.
   */
  public static Message without(
      ResourceType type, Message resource, Predicate<ReferenceValue> gone) {
    Message.Builder left = resource.toBuilder();
    for (Reference reference : type.references()) {
      Predicate<Object> removed =
          name ->
              gone.test(
                  new ReferenceValue(reference.target(), (String) name, reference.onDelete()));
      if (reference.path().values(resource).stream().anyMatch(removed)) {
        remove(left, reference.path().segments(), 0, removed);
      }
    }
    return left.build();
  }

  private static void remove(
      Message.Builder message, List<PathSegment> segments, int at, Predicate<Object> removed) {
    FieldDescriptor field = segments.get(at).field();
    if (at == segments.size() - 1) {
      removeHere(message, field, removed);
    } else if (field.isRepeated()) {
      for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
        Message.Builder item = ((Message) message.getRepeatedField(field, i)).toBuilder();
        remove(item, segments, at + 1, removed);
        message.setRepeatedField(field, i, item.build());
      }
    } else if (message.hasField(field)) {
      Message.Builder child = ((Message) message.getField(field)).toBuilder();
      remove(child, segments, at + 1, removed);
      message.setField(field, child.build());
    }
  }

  private static void removeHere(
      Message.Builder message, FieldDescriptor field, Predicate<Object> removed) {
    if (field.isRepeated()) {
      List<Object> kept = new ArrayList<>((List<?>) message.getField(field));
      kept.removeIf(removed);
      message.setField(field, kept);
    } else if (removed.test(message.getField(field))) {
      message.clearField(field);
    }
  }
}
