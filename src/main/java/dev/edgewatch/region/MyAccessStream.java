package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.watch.WatchStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One caller's bindings and the requests he sees in one scope, sent whole at first and whenever
 * they are different. A slow client is sent what is then true, not what was between. Thread-safe.
 */
final class MyAccessStream implements WatchStream {
  private final AccessIndex access;
  private final AccessRequests requests;
  private final Principal caller;
  private final String scope;
  private final GatedCall<ByteString> call;
  private @Nullable WatchMyAccessResponse sent;

  MyAccessStream(
      AccessIndex access,
      AccessRequests requests,
      Principal caller,
      String scope,
      GatedCall<ByteString> call) {
    this.access = access;
    this.requests = requests;
    this.caller = caller;
    this.scope = scope;
    this.call = call;
  }

  Principal caller() {
    return caller;
  }

  String scope() {
    return scope;
  }

  /** Whether it shows wishes, which are fulfilled when somebody else is given something. */
  synchronized boolean showsRequests() {
    return sent != null && sent.getRequestsCount() > 0;
  }

  @Override
  public synchronized void onReady() {
    if (!call.isReady()) {
      return;
    }
    WatchMyAccessResponse now = state();
    if (!now.equals(sent)) {
      sent = now;
      call.send(now.toByteString());
    }
  }

  @Override
  public void close() {
    // Nothing is held for it.
  }

  private WatchMyAccessResponse state() {
    List<String> scopes = access.scopesOf(scope);
    WatchMyAccessResponse.Builder state =
        WatchMyAccessResponse.newBuilder()
            .addAllMembers(access.members(caller))
            .setOperator(caller instanceof Principal.Operator);
    List<AccessIndex.HeldBinding> counting =
        access.bindings(caller).stream()
            .filter(held -> scopes.contains(ScopeNames.of(held.binding().getName())))
            .sorted(Comparator.comparing(held -> held.binding().getName()))
            .toList();
    // Who has nothing there is not told what it belongs to.
    boolean told = !counting.isEmpty() || caller instanceof Principal.Operator;
    scopes.stream()
        .filter(each -> !each.isEmpty())
        .limit(told ? scopes.size() : 1)
        .forEach(state::addScopes);
    counting.forEach(
        held ->
            state.addBindings(
                HeldBinding.newBuilder().setBinding(held.binding()).setRole(held.role())));
    counting.stream()
        .flatMap(MyAccessStream::conditions)
        .distinct()
        .sorted()
        .map(access::condition)
        .flatMap(Optional::stream)
        .forEach((Condition condition) -> state.addConditions(condition));
    access.holder(caller).resource().ifPresent(resource -> setHolder(state, resource));
    state.addAllRequests(requests.shownTo(caller, scope));
    return state.build();
  }

  private static Stream<String> conditions(AccessIndex.HeldBinding held) {
    return Stream.concat(
            held.binding().getExecutableConditionsList().stream(),
            held.role().getGrantsList().stream()
                .map(Role.Grant::getExecutableConditionsList)
                .flatMap(List::stream))
        .map(ExecutableCondition::getCondition);
  }

  private static void setHolder(WatchMyAccessResponse.Builder state, Message resource) {
    switch (resource) {
      case User user -> state.setUser(user);
      case ServiceAccount account -> state.setServiceAccount(account);
      default ->
          throw new IllegalArgumentException(
              "nobody: " + resource.getDescriptorForType().getFullName());
    }
  }
}
