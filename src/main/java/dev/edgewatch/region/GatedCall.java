package dev.edgewatch.region;

import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Refusal.Unsettled.Cause;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.Statuses;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The answering side of one call: every way a call can end goes through here once, is translated,
 * measured and logged. May be used by several threads; what comes after the end is dropped.
 */
final class GatedCall<A> {
  private final ServerCall<?, A> call;
  private final String requestId;
  private final CallOrigin origin;
  private final CallRecords.Started record;
  private final Denials denials;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean headersSent;
  private boolean ended;
  private volatile Principal principal = new Principal.Anonymous();

  GatedCall(
      ServerCall<?, A> call,
      String requestId,
      CallOrigin origin,
      CallRecords records,
      Denials denials) {
    this.call = call;
    this.requestId = requestId;
    this.origin = origin;
    this.denials = denials;
    this.record = records.start(call.getMethodDescriptor().getFullMethodName(), requestId);
  }

  String requestId() {
    return requestId;
  }

  CallOrigin origin() {
    return origin;
  }

  void calledBy(Principal caller) {
    principal = caller;
    record.calledBy(caller);
  }

  boolean isReady() {
    return call.isReady();
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Runs something short when the call has ended, at once when it has already. */
  void whenEnded(Runnable action) {
    lock.lock();
    try {
      if (!ended) {
        afterwards.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  void send(A message) {
    lock.lock();
    try {
      if (!ended) {
        sendHeaders();
        call.sendMessage(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends the only or last message and ends the call well. */
  void answer(A message, Optional<Position> position) {
    Metadata trailers = new Metadata();
    position.ifPresent(known -> trailers.put(Headers.POSITION, known.text()));
    end(Status.OK, trailers, message, null);
  }

  void complete() {
    end(Status.OK, new Metadata(), null, null);
  }

  /**
   * Ends the call with what went wrong: a refusal as it says, anything else as INTERNAL that tells
   * the request id and nothing more, because its details are for the log alone.
   */
  void fail(Throwable failure) {
    if (failure instanceof RefusalException refused) {
      fail(refused.refusal());
    } else {
      fail(new Refusal.Unsettled(Cause.INTERNAL, "internal error; request " + requestId), failure);
    }
  }

  void fail(Refusal refusal) {
    fail(refusal, null);
  }

  private void fail(Refusal refusal, @Nullable Throwable cause) {
    if (refusal instanceof Refusal.Denied denied) {
      denials.add(origin, principal, denied, requestId);
    }
    StatusRuntimeException translated = Statuses.exception(refusal);
    Metadata trailers = Optional.ofNullable(translated.getTrailers()).orElseGet(Metadata::new);
    end(translated.getStatus(), trailers, null, cause);
  }

  /** The client is gone. */
  void cancelled() {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
    } finally {
      lock.unlock();
    }
    ended(Status.CANCELLED, null);
  }

  private void end(Status status, Metadata trailers, @Nullable A last, @Nullable Throwable cause) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      if (last != null) {
        sendHeaders();
        call.sendMessage(last);
      } else if (!headersSent) {
        trailers.put(Headers.REQUEST_ID, requestId);
      }
      call.close(status, trailers);
    } finally {
      lock.unlock();
    }
    ended(status, cause);
  }

  /**
   * Outside the lock, because what is run here takes locks of its own. Nothing is added to the list
   * any more.
   */
  private void ended(Status status, @Nullable Throwable cause) {
    record.ended(status, cause);
    afterwards.forEach(Runnable::run);
  }

  private void sendHeaders() {
    if (!headersSent) {
      headersSent = true;
      Metadata headers = new Metadata();
      headers.put(Headers.REQUEST_ID, requestId);
      call.sendHeaders(headers);
    }
  }
}
