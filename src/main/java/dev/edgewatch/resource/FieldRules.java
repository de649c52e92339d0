package dev.edgewatch.resource;

import java.util.List;

/**
 * What the declarations on the fields of a type say.
 *
 * @param outputOnly fields only the server writes, without those in the items of lists
 */
record FieldRules(List<Reference> references, Mask outputOnly, List<FieldPermission> permissions) {
  FieldRules {
    references = List.copyOf(references);
    permissions = List.copyOf(permissions);
  }
}
