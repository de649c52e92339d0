package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.routing.Statuses;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A conversation with another region, passed on message by message in both directions, each only as
 * fast as the other side takes them. Thread-safe.
 */
final class ForwardedConversation extends ClientCall.Listener<ByteString>
    implements CustomMethod.Conversation<ByteString> {
  private final ClientCall<ByteString, ByteString> there;
  private final GatedCall<ByteString> here;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private boolean owed;
  private boolean over;

  private ForwardedConversation(
      ClientCall<ByteString, ByteString> there, GatedCall<ByteString> here) {
    this.there = there;
    this.here = here;
  }

  static ForwardedConversation open(
      ClientCall<ByteString, ByteString> there, Metadata headers, GatedCall<ByteString> here) {
    ForwardedConversation conversation = new ForwardedConversation(there, here);
    there.start(conversation, headers);
    there.request(1);
    here.whenEnded(conversation::ended);
    // Told at once, also while a message waits to be passed on.
    Context.current().addListener(gone -> conversation.ended(), Runnable::run);
    return conversation;
  }

  /**
   * Waits until the other region takes messages: the caller is asked for the next one afterwards.
   */
  @Override
  public void said(ByteString message) {
    lock.lock();
    try {
      while (!over && !there.isReady()) {
        room.awaitUninterruptibly();
      }
      if (!over) {
        there.sendMessage(message);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finished() {
    there.halfClose();
  }

  @Override
  public void ended() {
    over();
    there.cancel("the caller is gone", null);
  }

  @Override
  public void onMessage(ByteString message) {
    here.send(message);
    lock.lock();
    try {
      owed = true;
    } finally {
      lock.unlock();
    }
    ready();
  }

  /** Asks the other region for its next message if the caller has room for it. */
  @Override
  public void ready() {
    lock.lock();
    try {
      if (!owed || !here.isReady()) {
        return;
      }
      owed = false;
    } finally {
      lock.unlock();
    }
    there.request(1);
  }

  @Override
  public void onReady() {
    lock.lock();
    try {
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    over();
    if (status.isOk()) {
      here.complete();
    } else {
      here.fail(Statuses.refusal(status.asRuntimeException(trailers)));
    }
  }

  private void over() {
    lock.lock();
    try {
      over = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
