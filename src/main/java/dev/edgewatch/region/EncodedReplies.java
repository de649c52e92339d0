package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;

/** Answers of one call, encoded. */
record EncodedReplies<A extends Message>(GatedCall<ByteString> call)
    implements CustomMethod.Replies<A> {
  @Override
  public boolean isReady() {
    return call.isReady();
  }

  @Override
  public void reply(A message) {
    call.send(message.toByteString());
  }

  @Override
  public void complete() {
    call.complete();
  }

  @Override
  public void fail(RuntimeException failure) {
    call.fail(failure);
  }
}
