package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;

/** A conversation as it travels: what is said is decoded for the one who carries it out. */
record EncodedConversation<Q extends Message>(Q empty, CustomMethod.Conversation<Q> decoded)
    implements CustomMethod.Conversation<ByteString> {
  @Override
  public void said(ByteString message) {
    decoded.said(CustomCalls.parse(empty, message));
  }

  @Override
  public void finished() {
    decoded.finished();
  }

  @Override
  public void ready() {
    decoded.ready();
  }

  @Override
  public void ended() {
    decoded.ended();
  }
}
