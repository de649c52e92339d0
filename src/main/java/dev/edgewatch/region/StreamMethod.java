package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.watch.WatchStream;

/**
 * One request, many answers, written by the watch engine. Opening may block; refuses by throwing.
 */
@FunctionalInterface
interface StreamMethod {
  WatchStream open(CallContext context, ByteString request, GatedCall<ByteString> call);
}
