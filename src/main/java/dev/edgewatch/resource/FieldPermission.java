package dev.edgewatch.resource;

/**
 * A field that needs a permission of its own besides that of the method (contract section 11.4).
 */
public sealed interface FieldPermission {

  /** {@code project.readInternalFields}; the same one may stand at several fields. */
  String text();

  FieldPath path();

  /** Needed to see the field. */
  record Read(String text, FieldPath path) implements FieldPermission {}

  /** Needed to set the field. */
  record Set(String text, FieldPath path) implements FieldPermission {}
}
