package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.watch.WatchStream;

/** A standard method that answers with a stream, the same for all types. */
@FunctionalInterface
interface StandardStream {
  WatchStream open(
      Permission permission, CallContext context, ByteString request, GatedCall<ByteString> call);
}
