package dev.edgewatch.iam;

import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.resource.Resource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who belongs to which groups, groups in groups included. The address of a group does not say
 * whether it is of a project or of an organization, so a member string that names a group means
 * those of the scope it stands in and of the scopes above that. Thread-safe.
 */
public final class Memberships {
  private static final String DOMAIN = "groups.iam.edgelq.com";

  private final Function<String, List<String>> above;
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> byMember = new ConcurrentHashMap<>();

  /**
   * @param above organizations above a scope
   */
  Memberships(Function<String, List<String>> above) {
    this.above = above;
  }

  void put(Resource groupMember) {
    String member = groupMember.as(GroupMember.class).getMember();
    if (!member.equals(members.get(groupMember.name()))) {
      remove(groupMember.name());
    }
    members.put(groupMember.name(), member);
    byMember.computeIfAbsent(member, any -> ConcurrentHashMap.newKeySet()).add(groupMember.name());
  }

  void remove(String groupMember) {
    String member = members.remove(groupMember);
    if (member != null) {
      byMember.computeIfPresent(
          member,
          (any, names) -> {
            names.remove(groupMember);
            return names.isEmpty() ? null : names;
          });
    }
  }

  /** Names of all groups that somebody with these member strings belongs to. */
  Set<String> groupsOf(Collection<String> memberStrings) {
    Set<String> groups = new LinkedHashSet<>();
    Deque<String> unseen = new ArrayDeque<>();
    memberStrings.forEach(
        member -> byMember.getOrDefault(member, Set.of()).forEach(one -> unseen.add(group(one))));
    while (!unseen.isEmpty()) {
      String group = unseen.remove();
      if (groups.add(group)) {
        byMember.getOrDefault(memberOf(group), Set.of()).stream()
            .filter(one -> isMeant(group, one))
            .forEach(one -> unseen.add(group(one)));
      }
    }
    return groups;
  }

  /** Whether the address of a group that stands in a resource means this group. */
  boolean isMeant(String group, String resource) {
    String scope = ScopeNames.of(group);
    String standsIn = ScopeNames.of(resource);
    return scope.isEmpty() || scope.equals(standsIn) || above.apply(standsIn).contains(scope);
  }

  /** {@code group:field-west@acme.groups.iam.edgelq.com}. */
  static String memberOf(String group) {
    return MemberKind.GROUP.member(email(group));
  }

  /** {@code field-west@acme.groups.iam.edgelq.com} (contract section 1.5). */
  public static String email(String group) {
    String scope = ScopeNames.of(group);
    String id = group.substring(group.lastIndexOf('/') + 1);
    String domain = scope.isEmpty() ? "" : scope.substring(scope.indexOf('/') + 1) + ".";
    return id + "@" + domain + DOMAIN;
  }

  /** Names of all groups that have this address, if they exist. */
  public static List<String> groupsAt(String email) {
    String id = email.substring(0, Math.max(0, email.indexOf('@')));
    if (email.equals(email("groups/" + id))) {
      return List.of("groups/" + id);
    }
    String domain = email.substring(id.length() + (id.isEmpty() ? 0 : 1));
    String scope = domain.substring(0, Math.max(0, domain.length() - (DOMAIN.length() + 1)));
    return Stream.of("projects/", "organizations/", "services/")
        .map(collection -> collection + scope + "/groups/" + id)
        .filter(group -> email.equals(email(group)))
        .toList();
  }

  private static String group(String groupMember) {
    return groupMember.substring(0, groupMember.lastIndexOf("/groupMembers/"));
  }
}
