package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.api.annotations.FieldDeclaration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/**
 * Walks the fields of a message and of the messages in it, through lists but not into maps, whose
 * keys are not known. A message inside itself is not entered again.
 */
final class DeclaredFields {
  private final BiConsumer<FieldPath, FieldDeclaration> visitor;
  private final Deque<Descriptor> enclosing = new ArrayDeque<>();

  private DeclaredFields(BiConsumer<FieldPath, FieldDeclaration> visitor) {
    this.visitor = visitor;
  }

  static void walk(Descriptor root, BiConsumer<FieldPath, FieldDeclaration> visitor) {
    new DeclaredFields(visitor).walk(root, FieldPath.root(root));
  }

  private void walk(Descriptor message, FieldPath path) {
    enclosing.push(message);
    for (FieldDescriptor field : message.getFields()) {
      FieldPath child = path.child(field);
      visitor.accept(child, Options.field(field));
      if (PathSegment.canEnter(field)
          && !field.isMapField()
          && !enclosing.contains(field.getMessageType())) {
        walk(field.getMessageType(), child);
      }
    }
    enclosing.pop();
  }
}
