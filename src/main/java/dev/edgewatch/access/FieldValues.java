package dev.edgewatch.access;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.filter.Filter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where field conditions of grants find what they compare. */
@FunctionalInterface
public interface FieldValues {
  /** Knows nothing, so that no condition on a field holds. */
  FieldValues NONE = path -> Optional.empty();

  /**
   * Those of a resource that somebody else has, and who has it decides: each may be the one that a
   * condition wants.
   */
  FieldValues ELSEWHERE =
      new FieldValues() {
        @Override
        public Optional<Set<String>> at(String path) {
          return Optional.empty();
        }

        @Override
        public boolean areAmong(String path, Set<String> allowed) {
          return !allowed.isEmpty();
        }
      };

  /** All values at a path, as text; empty when this knows nothing about the path. */
  Optional<Set<String>> at(String path);

  /** Whether something is known about a path, and nothing but what is allowed. */
  default boolean areAmong(String path, Set<String> allowed) {
    return at(path).filter(given -> !given.isEmpty() && allowed.containsAll(given)).isPresent();
  }

  /** Those of a message; a path it does not have is unknown, and so is one that is not set. */
  static FieldValues of(Message message) {
    return path ->
        path(message.getDescriptorForType(), path)
            .filter(field -> field.isSet(message))
            .map(field -> texts(field.values(message)));
  }

  /** Those that each row a filter lets through must have. */
  static FieldValues pinned(Filter filter) {
    return path ->
        path(filter.type().descriptor(), path)
            .flatMap(filter::pinned)
            .map(value -> Set.of(value.toString()));
  }

  /** These, and where they know nothing the others. */
  default FieldValues orElse(FieldValues others) {
    return path -> at(path).or(() -> others.at(path));
  }

  /** Roles are written for many types, so that one of them lacks a path is no mistake. */
  private static Optional<FieldPath> path(Descriptor root, String path) {
    try {
      return Optional.of(FieldPath.parse(root, path));
    } catch (RefusalException none) {
      return Optional.empty();
    }
  }

  private static Set<String> texts(Iterable<Object> values) {
    Set<String> texts = new HashSet<>();
    values.forEach(value -> texts.add(value.toString()));
    return texts;
  }
}
