package dev.edgewatch.region;

import com.google.protobuf.ByteString;

/** One request, one answer. Runs on a virtual thread and may block; refuses by throwing. */
@FunctionalInterface
interface UnaryMethod {
  Answer answer(CallContext context, ByteString request);
}
