package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;

/**
 * A standard method with one answer, the same for all types; the permission says for which type it
 * is called.
 */
@FunctionalInterface
interface StandardUnary {
  Answer answer(Permission permission, CallContext context, ByteString request);
}
