package dev.edgewatch.resource;

import dev.edgewatch.api.annotations.DeleteBehavior;

/**
 * A field that holds the name of another resource (contract section 1.7).
 *
 * @param path where the name is; may run through repeated messages and end in a repeated string
 * @param target full name of the type referred to, which need not be in the catalog
 * @param onDelete what happens here when the target goes away
 */
public record Reference(FieldPath path, String target, DeleteBehavior onDelete) {}
