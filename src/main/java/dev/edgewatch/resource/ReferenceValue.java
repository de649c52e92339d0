package dev.edgewatch.resource;

import dev.edgewatch.api.annotations.DeleteBehavior;

/**
 * One reference in a resource.
 *
 * @param target full name of the type referred to, which need not be in the catalog
 * @param name the name as it is written in the resource
 * @param onDelete what becomes of the one who refers when the target goes away
 */
public record ReferenceValue(String target, String name, DeleteBehavior onDelete) {

  /** Whether nothing has to be done or prevented when the target goes away. */
  public boolean mayDangle() {
    return onDelete == DeleteBehavior.ALLOW_DANGLING;
  }
}
