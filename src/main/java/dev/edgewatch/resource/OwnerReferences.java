package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.Meta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The owner references of a resource are merged by name and never replaced as a whole (contract
 * section 9).
 */
final class OwnerReferences {
  private OwnerReferences() {}

  static boolean isOwnerReferences(FieldDescriptor field) {
    return field.getNumber() == Meta.OWNER_REFERENCES_FIELD_NUMBER
        && field.getContainingType().getFullName().equals(Meta.getDescriptor().getFullName());
  }

  /**
   * Those of {@code current}, replaced by those of {@code sent} of the same name, and the others of
   * {@code sent}.
   */
  static List<Message> merge(List<?> current, List<?> sent) {
    Map<Object, Message> byName = new LinkedHashMap<>();
    current.forEach(entry -> byName.put(nameOf((Message) entry), (Message) entry));
    sent.forEach(entry -> byName.put(nameOf((Message) entry), (Message) entry));
    return List.copyOf(byName.values());
  }

  /**
   * Whether {@code sent} has some of {@code current} as they are, not all of them, and no other.
   */
  static boolean areFewer(List<?> sent, List<?> current) {
    return current.containsAll(sent) && sent.size() < current.size();
  }

  private static Object nameOf(Message ownerReference) {
    Descriptor type = ownerReference.getDescriptorForType();
    return ownerReference.getField(type.findFieldByName("name"));
  }
}
