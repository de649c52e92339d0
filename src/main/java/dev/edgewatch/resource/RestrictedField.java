package dev.edgewatch.resource;

/**
 * A field that the permission of a method does not open: reading or setting it needs another one
 * (contract section 1.8, "field-level permission").
 *
 * @param path the field, with all that is in it
 * @param permission as in {@code project.setFeatureConfig}
 */
public record RestrictedField(FieldPath path, Use use, String permission) {

  /** What the permission is for. */
  public enum Use {
    READ,
    SET
  }
}
