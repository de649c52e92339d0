package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.DeclaredMethod.Subject;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/** What one call of a custom method is about, as its request says. */
sealed interface CallSubject {

  /** Some resources; one, nearly always. */
  record Resources(List<ResourceName> names) implements CallSubject {}

  /** What is below some parents, which may hold wildcards. */
  record Collections(List<ParentName> parents) implements CallSubject {}

  /** The service as a whole. */
  record Service() implements CallSubject {}

  /** Refuses names and parents that the type cannot have, and wildcards in names. */
  static CallSubject of(DeclaredMethod method, Message request) {
    return switch (method.subject()) {
      case Subject.Named(var path) -> {
        ResourceType type = method.type().orElseThrow();
        yield new Resources(
            DeclaredMethod.texts(path, request).stream()
                .map(text -> type.parseName(text).requireConcrete())
                .toList());
      }
      case Subject.Below(var path) -> {
        ResourceType type = method.type().orElseThrow();
        yield new Collections(
            DeclaredMethod.texts(path, request).stream().map(type::parseParent).toList());
      }
      case Subject.Whole() -> new Service();
    };
  }
}
