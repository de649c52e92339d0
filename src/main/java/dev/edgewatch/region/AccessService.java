package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.Grant;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.access.v1.ListGrantorsRequest;
import dev.edgewatch.api.access.v1.ListGrantorsResponse;
import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.iam.AccessChange;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.Position;
import dev.edgewatch.routing.WireMethods;
import dev.edgewatch.watch.WatchStream;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The private service by which a console says in advance, and live, what its user may do. Everybody
 * who is signed in is told about himself. Thread-safe.
 */
final class AccessService {
  static final String NAME = "edgewatch.access.v1.AccessService";

  private final Region region;
  private final AccessRequests requests;
  private final AccessRequesting requesting;
  private final Set<MyAccessStream> streams = ConcurrentHashMap.newKeySet();

  AccessService(Region region, AccessRequests requests, AccessRequesting requesting) {
    this.region = region;
    this.requests = requests;
    this.requesting = requesting;
    region.access().onChange(this::changed);
    requests.onChange(this::requested);
  }

  ServerServiceDefinition definition(Gate gate) {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(
            WireMethods.of(NAME, "WatchMyAccess", MethodType.SERVER_STREAMING),
            gate.stream(Gate.Entry.SIGNED_IN, this::watch))
        .addMethod(
            WireMethods.of(NAME, "ListGrantors", MethodType.UNARY),
            gate.unary(region.limits().listDeadline(), Gate.Entry.SIGNED_IN, this::grantors))
        .addMethod(
            AccessRequesting.ASK,
            gate.unary(region.limits().writeDeadline(), Gate.Entry.SIGNED_IN, requesting::ask))
        .addMethod(
            AccessRequesting.DISMISS,
            gate.unary(region.limits().writeDeadline(), Gate.Entry.SIGNED_IN, requesting::dismiss))
        .build();
  }

  private WatchStream watch(CallContext context, ByteString encoded, GatedCall<ByteString> call) {
    WatchMyAccessRequest request =
        CustomCalls.parse(WatchMyAccessRequest.getDefaultInstance(), encoded);
    region.settle(context);
    MyAccessStream stream =
        new MyAccessStream(
            region.access(), requests, context.principal(), request.getScope(), call);
    streams.add(stream);
    call.whenEnded(() -> streams.remove(stream));
    return stream;
  }

  /** On the feed's thread: a stream that cannot send at the moment does so when it can. */
  private void changed(AccessChange change) {
    streams.stream()
        .filter(
            stream -> change.concerns(stream.caller(), stream.scope()) || stream.showsRequests())
        .forEach(MyAccessStream::onReady);
  }

  private void requested(String scope) {
    streams.stream()
        .filter(stream -> stream.scope().equals(scope))
        .forEach(MyAccessStream::onReady);
  }

  /**
   * Whoever holds the permission and may bind roles in the scope. What they hold besides is not
   * told, and that they exist is what somebody who asks for access has to know.
   */
  private Answer grantors(CallContext context, ByteString encoded) {
    ListGrantorsRequest request =
        CustomCalls.parse(ListGrantorsRequest.getDefaultInstance(), encoded);
    Position position = region.settle(context);
    AccessIndex access = region.access();
    ListGrantorsResponse.Builder answer = ListGrantorsResponse.newBuilder();
    if (isKnownTo(context.principal(), request.getScope())) {
      Set<String> holders = access.membersWith(allowing(request.getPermission(), request));
      access.membersWith(allowing(AccessRequests.GIVING, request)).stream()
          .filter(holders::contains)
          .sorted()
          .forEach(answer::addMembers);
    }
    return new Answer(answer.build().toByteString(), position);
  }

  /** Who has nothing at all in a scope is not told who has. */
  private boolean isKnownTo(Principal caller, String scope) {
    List<String> scopes = region.access().scopesOf(scope);
    return caller instanceof Principal.Operator
        || region
            .access()
            .confirmedBindings(
                caller,
                bindings ->
                    bindings.stream()
                        .map(held -> ScopeNames.of(held.binding().getName()))
                        .anyMatch(scopes::contains));
  }

  private Predicate<Grant> allowing(String permission, ListGrantorsRequest request) {
    Ask ask = Ask.about(permission, request.getScope(), region.access()::above);
    return grant -> new HeldGrants(List.of(grant)).decide(ask) instanceof Decision.Allowed;
  }
}
