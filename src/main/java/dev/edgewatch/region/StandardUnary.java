package dev.edgewatch.region;

import dev.edgewatch.iam.Permission;

/**
 * A standard method with one answer, the same for all types; the permission says for which type it
 * is called.
 *
 * @param <R> the request, decoded or as it came
 */
@FunctionalInterface
interface StandardUnary<R> {
  Answer answer(Permission permission, CallContext context, R request);
}
