package dev.edgewatch.store;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.Annotations;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.annotations.ReferenceDeclaration;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the references in resources by the options on their fields (contract section 1.7).
 * Thread-safe.
 */
final class ReferenceFields {
  private final Map<Descriptor, Boolean> leadingToReferences = new ConcurrentHashMap<>();

  /** All references but those that may dangle. */
  Set<Reference> of(Resource resource) {
    ResourceType type = resource.type();
    if (!leadsToReferences(type.descriptor())) {
      return Set.of();
    }
    Set<Reference> found = new HashSet<>();
    collect(type.service(), resource.message(), found);
    return found;
  }

  private void collect(String service, Message message, Set<Reference> found) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              Collection<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
              if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                if (leadsToReferences(field.getMessageType())) {
                  values.forEach(nested -> collect(service, (Message) nested, found));
                }
              } else if (refers(field)) {
                values.forEach(name -> add(service, declaration(field), (String) name, found));
              }
            });
  }

  private static void add(
      String service, ReferenceDeclaration declared, String name, Set<Reference> found) {
    if (!name.isEmpty() && declared.getOnDelete() != DeleteBehavior.ALLOW_DANGLING) {
      String target = declared.getTarget();
      String type = target.indexOf('/') >= 0 ? target : service + "/" + target;
      found.add(new Reference(new Key(type, name), declared.getOnDelete()));
    }
  }

  private boolean leadsToReferences(Descriptor descriptor) {
    Boolean known = leadingToReferences.get(descriptor);
    return known != null
        ? known
        : leadingToReferences.computeIfAbsent(descriptor, d -> search(d, new HashSet<>()));
  }

  private static boolean search(Descriptor descriptor, Set<Descriptor> visited) {
    return visited.add(descriptor)
        && descriptor.getFields().stream()
            .anyMatch(
                field ->
                    field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        ? search(field.getMessageType(), visited)
                        : refers(field));
  }

  private static boolean refers(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.STRING
        && !declaration(field).getTarget().isEmpty();
  }

  private static ReferenceDeclaration declaration(FieldDescriptor field) {
    return field.getOptions().getExtension(Annotations.field).getReference();
  }
}
