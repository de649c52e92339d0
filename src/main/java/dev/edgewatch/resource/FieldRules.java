package dev.edgewatch.resource;

import java.util.List;

/**
 * What the declarations on the fields of a type say.
 *
 * @param outputOnly fields only the server writes, without those in the items of lists
 * @param storedOnly fields that are never answered to anybody
 */
record FieldRules(
    List<Reference> references,
    Mask outputOnly,
    Mask storedOnly,
    List<FieldPermission> permissions) {
  FieldRules {
    references = List.copyOf(references);
    permissions = List.copyOf(permissions);
  }
}
