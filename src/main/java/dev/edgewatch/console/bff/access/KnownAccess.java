package dev.edgewatch.console.bff.access;

import com.google.protobuf.Message;
import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.access.Decision.NearMiss;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.Point;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a region last said that the person holds in a scope. Immutable. */
final class KnownAccess {
  private final WatchMyAccessResponse said;
  private final Optional<InetAddress> caller;
  private final HeldGrants grants;
  private final Map<String, Role> roles = new HashMap<>();
  private final Map<String, Condition> conditions;

  /**
   * @param caller where the person's calls come from, if that is known
   */
  KnownAccess(WatchMyAccessResponse said, Optional<InetAddress> caller) {
    this.said = said;
    this.caller = caller;
    this.conditions =
        said.getConditionsList().stream()
            .collect(Collectors.toMap(Condition::getName, Function.identity(), (one, same) -> one));
    said.getBindingsList().forEach(held -> roles.put(held.getRole().getName(), held.getRole()));
    this.grants =
        new HeldGrants(
            said.getBindingsList().stream()
                .flatMap(
                    held ->
                        RoleGrants.of(
                            held.getRole(), held.getBinding(), holder(said), this::condition)
                            .stream())
                .toList());
  }

  private Optional<Condition> condition(String name) {
    return Optional.ofNullable(conditions.get(name));
  }

  private static Holder holder(WatchMyAccessResponse said) {
    Optional<Message> resource =
        switch (said.getHolderCase()) {
          case USER -> Optional.of(said.getUser());
          case SERVICE_ACCOUNT -> Optional.of(said.getServiceAccount());
          case HOLDER_NOT_SET -> Optional.empty();
        };
    return new Holder(resource);
  }

  Verdict may(String permission, String object) {
    if (said.getOperator()) {
      return new Verdict.Granted();
    }
    Ask about = Ask.about(permission, object, this::above);
    Ask ask = caller.map(about::from).orElse(about);
    return switch (grants.decide(ask)) {
      case Decision.Allowed _ -> new Verdict.Granted();
      case Decision.Denied(var nearest) ->
          !isTold(ask.scopes().getFirst()) || nearest.filter(this::dependsOnTheRequest).isPresent()
              ? new Verdict.Open()
              : new Verdict.Denied(
                  permission,
                  object,
                  ask.scopes().getFirst(),
                  nearest.map(miss -> near(miss, ask)));
    };
  }

  /** Of scopes beside or below the watched one nobody has told what is held there. */
  private boolean isTold(String scope) {
    return scope.isEmpty() || said.getScopesList().contains(scope);
  }

  /** What a field will hold, or where a call comes from that nobody told, the region sees. */
  private boolean dependsOnTheRequest(NearMiss miss) {
    return miss.why() == Lack.FIELD || (miss.why() == Lack.CALL && caller.isEmpty());
  }

  private Verdict.Near near(NearMiss miss, Ask ask) {
    String role = miss.grant().role();
    String title = Optional.ofNullable(roles.get(role)).map(Role::getDisplayName).orElse("");
    return new Verdict.Near(
        title.isEmpty() ? role.substring(role.lastIndexOf('/') + 1) : title,
        miss.grant().binding(),
        miss.why(),
        miss.words(),
        Point.of(miss.grant(), ask));
  }

  /** The organizations above the watched scope. */
  List<String> above() {
    return said.getScopesList().stream().skip(1).toList();
  }

  /** The organizations above a scope, where the region has told them. */
  private List<String> above(String scope) {
    int place = said.getScopesList().indexOf(scope);
    return place < 0 ? List.of() : said.getScopesList().subList(place + 1, said.getScopesCount());
  }

  Set<String> lackingToGive(Role role, RoleBinding draft) {
    Set<String> lacking = new HashSet<>();
    if (!said.getOperator()) {
      List<String> scopes = Ask.scopesOf(draft.getName(), this::above);
      RoleGrants.toAnyHolder(role, draft, this::condition)
          .forEach(grant -> lacking.addAll(grants.lacking(grant, scopes)));
    }
    return lacking;
  }

  Optional<AccessRequest> asked() {
    return said.getRequestsList().stream().filter(this::isOwn).findFirst();
  }

  List<AccessRequest> toAnswer() {
    return said.getRequestsList().stream().filter(request -> !isOwn(request)).toList();
  }

  private boolean isOwn(AccessRequest request) {
    return said.getMembersList().contains(request.getMember());
  }

  List<HeldBinding> bindings() {
    return said.getBindingsList();
  }
}
