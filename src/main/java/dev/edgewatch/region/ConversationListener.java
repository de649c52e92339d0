package dev.edgewatch.region;

import io.grpc.ServerCall;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Passes what the caller says to a conversation, which is opened with the first message. */
final class ConversationListener<Q, A> extends ServerCall.Listener<Q>
    implements CustomMethod.Replies<A> {
  private final ServerCall<Q, A> call;
  private final GatedCall<A> gated;
  private final Supplier<CallContext> admission;
  private final CustomMethod.Opening<Q, A> opening;
  private CustomMethod.@Nullable Conversation<Q> conversation;

  ConversationListener(
      ServerCall<Q, A> call,
      GatedCall<A> gated,
      Supplier<CallContext> admission,
      CustomMethod.Opening<Q, A> opening) {
    this.call = call;
    this.gated = gated;
    this.admission = admission;
    this.opening = opening;
    call.request(1);
  }

  @Override
  public void onMessage(Q message) {
    guarded(
        () -> {
          CustomMethod.Conversation<Q> open = conversation;
          if (open == null) {
            open = opening.open(admission.get(), this);
            conversation = open;
          }
          open.said(message);
          call.request(1);
        });
  }

  @Override
  public void onHalfClose() {
    guarded(
        () -> {
          if (conversation == null) {
            gated.complete();
          } else {
            conversation.finished();
          }
        });
  }

  @Override
  public void onCancel() {
    gated.cancelled();
    tell(CustomMethod.Conversation::ended);
  }

  @Override
  public void onComplete() {
    tell(CustomMethod.Conversation::ended);
  }

  @Override
  public void reply(A message) {
    gated.send(message);
  }

  @Override
  public void complete() {
    gated.complete();
  }

  @Override
  public void fail(RuntimeException failure) {
    gated.fail(failure);
  }

  private void tell(Consumer<CustomMethod.Conversation<Q>> news) {
    CustomMethod.Conversation<Q> open = conversation;
    if (open != null) {
      guarded(() -> news.accept(open));
    }
  }

  private void guarded(Runnable action) {
    MDC.put(UnaryListener.REQUEST_ID, gated.requestId());
    try {
      action.run();
    } catch (RuntimeException failure) {
      gated.fail(failure);
    } finally {
      MDC.remove(UnaryListener.REQUEST_ID);
    }
  }
}
