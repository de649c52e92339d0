package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds where two messages of one type differ semantically. Lists and maps differ as a whole. */
final class Differences {
  private Differences() {}

  /** Null when they do not differ; everything when all their fields do. */
  @SuppressWarnings(
      "ReferenceEquality") // most submessages of two versions of a resource are the same object
  static @Nullable Selection between(Message one, Message other) {
    if (one == other) {
      return null;
    }
    Descriptor message = one.getDescriptorForType();
    Map<FieldDescriptor, Selection> parts = new LinkedHashMap<>();
    for (FieldDescriptor field : message.getFields()) {
      Selection part = at(one, other, field);
      if (part != null) {
        parts.put(field, part);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    boolean all =
        parts.size() == message.getFields().size()
            && parts.values().stream().allMatch(Selection.WHOLE::equals);
    return all ? Selection.WHOLE : new Selection.Fields(parts);
  }

  private static @Nullable Selection at(Message one, Message other, FieldDescriptor field) {
    if (field.isRepeated() || !PathSegment.canEnter(field)) {
      return SemanticEquality.equalAt(one, other, field) ? null : Selection.WHOLE;
    }
    return between((Message) one.getField(field), (Message) other.getField(field));
  }
}
