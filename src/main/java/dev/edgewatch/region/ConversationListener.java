package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import io.grpc.ServerCall;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Passes what the caller says to a conversation, which is opened with the first message. */
final class ConversationListener extends ServerCall.Listener<ByteString> {
  private final ServerCall<ByteString, ByteString> call;
  private final GatedCall<ByteString> gated;
  private final Supplier<CallContext> admission;
  private final Opening opening;
  private CustomMethod.@Nullable Conversation<ByteString> conversation;

  /** The last message has been dealt with and no other one was asked for. */
  private boolean idle;

  /** Decides by the first message, which the conversation is then told as well. */
  @FunctionalInterface
  interface Opening {
    CustomMethod.Conversation<ByteString> open(
        CallContext context, ByteString first, GatedCall<ByteString> call);
  }

  ConversationListener(
      ServerCall<ByteString, ByteString> call,
      GatedCall<ByteString> gated,
      Supplier<CallContext> admission,
      Opening opening) {
    this.call = call;
    this.gated = gated;
    this.admission = admission;
    this.opening = opening;
    call.request(1);
  }

  @Override
  public void onMessage(ByteString message) {
    guarded(
        () -> {
          CustomMethod.Conversation<ByteString> open = conversation;
          if (open == null) {
            open = opening.open(admission.get(), message, gated);
            conversation = open;
          }
          open.said(message);
          idle = true;
          askForMore();
        });
  }

  /** Whoever does not take the answers is not asked for more, or they would pile up here. */
  private void askForMore() {
    if (idle && call.isReady()) {
      idle = false;
      call.request(1);
    }
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
  public void onReady() {
    askForMore();
    tell(CustomMethod.Conversation::ready);
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

  private void tell(Consumer<CustomMethod.Conversation<ByteString>> news) {
    CustomMethod.Conversation<ByteString> open = conversation;
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
