package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.Meta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Whether all of {@code sent} are of names that {@code current} has, and not all of these. */
  static boolean areFewer(List<?> sent, List<?> current) {
    Set<Object> wanted = names(sent);
    Set<Object> there = names(current);
    return there.containsAll(wanted) && wanted.size() < there.size();
  }

  private static Set<Object> names(List<?> references) {
    return references.stream().map(each -> nameOf((Message) each)).collect(Collectors.toSet());
  }

  private static Object nameOf(Message ownerReference) {
    Descriptor type = ownerReference.getDescriptorForType();
    return ownerReference.getField(type.findFieldByName("name"));
  }
}
