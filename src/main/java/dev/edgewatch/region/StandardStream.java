package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.watch.WatchStream;

/**
 * A standard method that answers with a stream, the same for all types.
 *
 * @param <R> the request, decoded or as it came
 */
@FunctionalInterface
interface StandardStream<R> {
  WatchStream open(
      Permission permission, CallContext context, R request, GatedCall<ByteString> call);
}
