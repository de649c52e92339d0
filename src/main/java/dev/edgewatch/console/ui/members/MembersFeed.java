package dev.edgewatch.console.ui.members;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.resource.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Live lists of all that decides who can reach a project or an organization: bindings there and in
 * each organization above it, invitations, and the groups and roles these name. The organizations
 * are found one after the other, each told by what is below it. Used with the UI's lock.
 */
final class MembersFeed implements AutoCloseable {
  private static final String IAM = "iam.edgelq.com/";

  /** Rows of a list that are looked at; a project has hundreds of members, not thousands. */
  static final int MOST = 1_000;

  private final ConsoleSession session;
  private final Tenant tenant;
  private final Runnable onDirty;
  private final LiveQuery invitations;
  private final Map<String, LiveQuery> bindings = new LinkedHashMap<>();
  private final List<LiveQuery> groups = new ArrayList<>();
  private final List<LiveQuery> roles = new ArrayList<>();
  private final Set<String> services = new HashSet<>();
  private final Map<String, LiveResource> scopes = new LinkedHashMap<>();
  private final KnownPeople people;

  /**
   * @param tenant whose members they are
   * @param onDirty called on any thread when there is something to drain
   */
  MembersFeed(ConsoleSession session, Tenant tenant, Runnable onDirty) {
    this.session = session;
    this.tenant = tenant;
    this.onDirty = onDirty;
    this.people = new KnownPeople(session.people(), onDirty);
    invitations =
        query(
            tenant.invitationType(), tenant.name(), List.of("invitation", "metadata.create_time"));
    followRolesOf("services/iam.edgelq.com");
    follow(tenant.name(), tenant.type());
  }

  /** Roles that come with a service; one is readable for all, but not all services at once. */
  private void followRolesOf(String service) {
    if (services.add(service)) {
      roles.add(query("Role", service, Names.ROLE));
    }
  }

  private void follow(String scope, String type) {
    scopes.put(scope, session.watch(session.catalog().type(IAM + type), scope, onDirty));
    bindings.put(
        scope,
        query(
            "RoleBinding",
            scope,
            List.of(
                "role",
                "member",
                "scope_params",
                "executable_conditions",
                "ancestry_path",
                "parent_by_org",
                "metadata.create_time")));
    groups.add(query("Group", scope, List.of("display_name", "email")));
    roles.add(query("Role", scope, Names.ROLE));
  }

  private LiveQuery query(String type, String parent, List<String> paths) {
    LiveQuery query =
        session.open(
            new LiveQuery.Spec(session.catalog().type(IAM + type), parent, "", "", Set.of(), paths),
            onDirty);
    query.viewport(0, MOST);
    return query;
  }

  /** Takes what came, and follows the organization above when it has become known. */
  void drain() {
    all().forEach(LiveQuery::drain);
    scopes.values().forEach(LiveResource::drain);
    scopes.values().stream()
        .flatMap(scope -> scope.resource().stream())
        .flatMap(MembersFeed::services)
        .forEach(this::followRolesOf);
    String above = parentOf(List.copyOf(scopes.values()).getLast());
    if (!above.isEmpty() && !scopes.containsKey(above)) {
      follow(above, "Organization");
    }
    people.ask(
        bindings.keySet(),
        bindings().stream().map(RoleBinding::getMember).collect(Collectors.toSet()));
  }

  private static Stream<String> services(Message scope) {
    return switch (scope) {
      case Project one -> one.getEnabledServicesList().stream();
      case Organization one -> one.getAllowedServicesList().stream();
      default -> Stream.of();
    };
  }

  private Stream<LiveQuery> all() {
    return Stream.of(
            Stream.of(invitations), bindings.values().stream(), groups.stream(), roles.stream())
        .flatMap(one -> one);
  }

  private static String parentOf(LiveResource scope) {
    Message known = scope.resource().orElse(null);
    return switch (known) {
      case Project one -> one.getParentOrganization();
      case Organization one -> one.getParentOrganization();
      case null, default -> "";
    };
  }

  List<MemberRow> members() {
    return MemberRows.of(tenant, bindings(), names());
  }

  List<RoleBinding> bindings() {
    return rows(bindings.values(), RoleBinding.class);
  }

  List<Message> invitations() {
    return rows(List.of(invitations), Message.class);
  }

  List<Group> groups() {
    return rows(groups, Group.class);
  }

  Names names() {
    Map<String, Role> byName = new HashMap<>();
    rows(roles, Role.class).forEach(role -> byName.put(role.getName(), role));
    Map<String, Group> byEmail = new HashMap<>();
    groups().forEach(group -> byEmail.put(group.getEmail(), group));
    Map<String, String> titles = new HashMap<>();
    scopes.forEach((name, scope) -> title(scope).ifPresent(title -> titles.put(name, title)));
    return new Names(byName, byEmail, titles, people.known(), session.person().email());
  }

  private static Optional<String> title(LiveResource scope) {
    return scope
        .resource()
        .map(
            resource ->
                switch (resource) {
                  case Project one -> one.getTitle();
                  case Organization one -> one.getTitle();
                  default -> "";
                })
        .filter(title -> !title.isEmpty());
  }

  /** The organizations above, the nearest first. */
  List<String> above() {
    return scopes.keySet().stream().skip(1).toList();
  }

  /** Scopes whose bindings the reader may not list. */
  List<String> closed() {
    return bindings.entrySet().stream()
        .filter(one -> isClosed(one.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isClosed(LiveQuery query) {
    List<Freshness> states = query.regions().stream().map(RegionState::freshness).toList();
    return !states.isEmpty() && states.stream().allMatch(Freshness.FORBIDDEN::equals);
  }

  boolean invitationsAreClosed() {
    return isClosed(invitations);
  }

  /** How the regions answer for the own bindings. */
  List<RegionState> regions() {
    LiveQuery own = bindings.get(tenant.name());
    return own == null ? List.of() : own.regions();
  }

  /** Whether every region that answers has told all of it. */
  boolean isSettled() {
    return all()
        .flatMap(query -> query.regions().stream())
        .noneMatch(region -> region.freshness() == Freshness.CATCHING_UP);
  }

  /** Whether the own bindings and invitations shown are at least as new as a write. */
  boolean covers(Position write) {
    return Stream.of(bindings.get(tenant.name()), invitations)
        .flatMap(Stream::ofNullable)
        .allMatch(
            query ->
                Optional.ofNullable(query.positions().get(write.region()))
                    .map(Position::parse)
                    .filter(at -> at.covers(write))
                    .isPresent());
  }

  /** Asks regions again that refused. */
  void retry() {
    all().forEach(query -> query.retryNow(""));
  }

  private static <M extends Message> List<M> rows(Iterable<LiveQuery> queries, Class<M> type) {
    List<M> rows = new ArrayList<>();
    for (LiveQuery query : queries) {
      IntStream.range(0, Math.min(MOST, query.size()))
          .mapToObj(query::row)
          .flatMap(Optional::stream)
          .map(LiveRow::resource)
          .filter(type::isInstance)
          .map(type::cast)
          .forEach(rows::add);
    }
    return rows;
  }

  @Override
  public void close() {
    all().forEach(LiveQuery::close);
    scopes.values().forEach(LiveResource::close);
  }
}
