package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.Callers;
import dev.edgewatch.iam.Authorizer;
import dev.edgewatch.region.OpenStreams.Asking;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.DeclaredMethod.Subject;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.routing.WireMethods;
import dev.edgewatch.watch.WatchStream;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Custom methods as gRPC calls. What a declaration says is done here, before the method runs: a
 * call that another region carries out is passed on as it came, the permission is asked for, and
 * the session is opened.
 */
final class CustomCalls {
  private final Gate gate;
  private final Region region;
  private final Writes writes;
  private final Forwarder forwarder;
  private final CallRouting routing;
  private final CallAccess access;

  CustomCalls(Gate gate, Writes writes, Forwarder forwarder) {
    this.gate = gate;
    this.region = writes.region();
    this.writes = writes;
    this.forwarder = forwarder;
    this.routing = new CallRouting(region, writes.ownership());
    this.access = new CallAccess(region);
  }

  ServerMethodDefinition<ByteString, ByteString> definition(
      DeclaredMethod declared, CustomMethod<?, ?> method) {
    return ServerMethodDefinition.create(
        WireMethods.of(declared), handler(new Declared(declared), method));
  }

  /** A method that is declared and not offered. */
  ServerMethodDefinition<ByteString, ByteString> refused(DeclaredMethod declared, Refusal why) {
    return ServerMethodDefinition.create(
        WireMethods.of(declared), gate.refusing(new Declared(declared).entry(), why));
  }

  private <Q extends Message, A extends Message> ServerCallHandler<ByteString, ByteString> handler(
      Declared declared, CustomMethod<Q, A> method) {
    return switch (method) {
      case CustomMethod.Unary<Q, A> unary ->
          gate.unary(declared.deadline(), declared.entry(), unary(declared, unary));
      case CustomMethod.Snapshot<Q, A> snapshot ->
          gate.unary(declared.deadline(), declared.entry(), snapshot(declared, snapshot));
      case CustomMethod.Gathered<Q, A> gathered ->
          gate.unary(
              declared.deadline(),
              declared.entry(),
              unary(
                  declared,
                  new CustomMethod.Unary<>(
                      gathered.fullName(),
                      gathered.request(),
                      gathered.answer(),
                      new GatheredCall<>(forwarder, declared.method, gathered)::answer)));
      case CustomMethod.Feed<Q, A> feed -> gate.stream(declared.entry(), feed(declared, feed));
      case CustomMethod.Bidi<Q, A> bidi ->
          gate.conversation(declared.entry(), conversation(declared, bidi));
    };
  }

  private <Q extends Message, A extends Message> UnaryMethod unary(
      Declared declared, CustomMethod.Unary<Q, A> method) {
    return (context, encoded) -> {
      Admitted<Q> call = declared.admit(context, method.request(), encoded);
      if (call.elsewhere.isPresent()) {
        return declared.forward(context, encoded, call.elsewhere.get());
      }
      region.ask(call.question);
      Position readAt = region.settle(context);
      A answer = method.work().answer(context, call.request);
      return new Answer(
          answer.toByteString(), declared.method.readOnly() ? readAt : region.latest());
    };
  }

  private <Q extends Message, A extends Message> UnaryMethod snapshot(
      Declared declared, CustomMethod.Snapshot<Q, A> method) {
    return (context, encoded) -> {
      Admitted<Q> call = declared.admit(context, method.request(), encoded);
      if (call.elsewhere.isPresent()) {
        return declared.forward(context, encoded, call.elsewhere.get());
      }
      region.ask(call.question);
      return writes.carryOut(
          method.fullName(),
          context,
          encoded,
          session -> method.work().answer(context, call.request, session).toByteString());
    };
  }

  private <Q extends Message, A extends Message> StreamMethod feed(
      Declared declared, CustomMethod.Feed<Q, A> method) {
    return (context, encoded, gated) -> {
      Admitted<Q> call = declared.admit(context, method.request(), encoded);
      if (call.elsewhere.isPresent()) {
        return forwarder.stream(
            declared.method.service(),
            WireMethods.of(declared.method),
            context,
            encoded,
            call.elsewhere.get(),
            gated);
      }
      region.whileAuthorized(gated, context.principal(), Asking.SOON, "", call.question);
      region.settle(context);
      CustomMethod.Feed.Source source =
          method.opening().open(context, call.request, new EncodedReplies<>(gated));
      return new WatchStream() {
        @Override
        public void onReady() {
          source.ready();
        }

        @Override
        public void close() {
          source.ended();
        }
      };
    };
  }

  private <Q extends Message, A extends Message> ConversationListener.Opening conversation(
      Declared declared, CustomMethod.Bidi<Q, A> method) {
    return (context, first, gated) -> {
      Admitted<Q> call = declared.admit(context, method.request(), first);
      if (call.elsewhere.isPresent()) {
        return forwarder.conversation(
            declared.method.service(),
            WireMethods.of(declared.method),
            context,
            call.elsewhere.get(),
            gated);
      }
      region.whileAuthorized(gated, context.principal(), Asking.SOON, "", call.question);
      region.settle(context);
      return new EncodedConversation<>(
          method.request(), method.opening().open(context, new EncodedReplies<>(gated)));
    };
  }

  /** A message as sent by a caller; refuses what is none. */
  static <Q extends Message> Q parse(Q empty, ByteString encoded) {
    try {
      @SuppressWarnings("unchecked") // the parser of a message makes messages of its class
      Q parsed = (Q) empty.getParserForType().parseFrom(encoded);
      return parsed;
    } catch (InvalidProtocolBufferException broken) {
      throw Refusal.undecodable("", "a " + empty.getDescriptorForType().getName());
    }
  }

  /**
   * A call whose request has been read.
   *
   * @param elsewhere the region to pass it on to, which then asks the question itself
   * @param question refuses the caller
   */
  private record Admitted<Q>(
      Q request, Optional<String> elsewhere, Consumer<Authorizer> question) {}

  /** What the declaration of one method means for its calls. */
  private final class Declared {
    private final DeclaredMethod method;

    Declared(DeclaredMethod method) {
      this.method = method;
    }

    <Q extends Message> Admitted<Q> admit(CallContext context, Q empty, ByteString encoded) {
      Q request = parse(empty, encoded);
      CallSubject subject = CallSubject.of(method, request);
      return new Admitted<>(
          request,
          routing.elsewhere(
              method,
              subject,
              request,
              context.onward(),
              () ->
                  region.ask(
                      access.questionElsewhere(method, subject, request, context.requester()))),
          access.question(method, subject, request, context.requester()));
    }

    Answer forward(CallContext context, ByteString request, String owner) {
      return forwarder.unary(method.service(), WireMethods.of(method), context, request, owner);
    }

    Gate.Entry entry() {
      return method.callers() == Callers.ANYBODY ? Gate.Entry.ANYBODY : Gate.Entry.SIGNED_IN;
    }

    Duration deadline() {
      if (!method.readOnly()) {
        return region.limits().writeDeadline();
      }
      return method.subject() instanceof Subject.Named
          ? region.limits().readDeadline()
          : region.limits().listDeadline();
    }
  }
}
