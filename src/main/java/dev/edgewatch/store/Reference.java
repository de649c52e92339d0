package dev.edgewatch.store;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.resource.ReferenceValue;
import dev.edgewatch.resource.ReferenceValues;
import dev.edgewatch.resource.Resource;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A reference of one resource to another that does not just dangle, with what becomes of the one
 * who refers when the target goes away.
 */
public record Reference(Key target, DeleteBehavior behavior) {
  /** What must be settled in the transaction that deletes the target. */
  private static final Set<DeleteBehavior> AT_ONCE =
      EnumSet.of(DeleteBehavior.BLOCK, DeleteBehavior.UNSET, DeleteBehavior.CASCADE_DELETE);

  /** Those declared on the fields of a resource. */
  public static Set<Reference> of(Resource resource) {
    return ReferenceValues.of(resource).stream()
        .filter(value -> !value.mayDangle())
        .map(Reference::of)
        .collect(Collectors.toSet());
  }

  public static Reference of(ReferenceValue value) {
    return new Reference(new Key(value.target(), value.name()), value.onDelete());
  }

  /** Whether the target cannot be deleted as long as it is referred to so. */
  boolean actsAtOnce() {
    return AT_ONCE.contains(behavior);
  }
}
