package dev.edgewatch.iam;

import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.resource.Resource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who belongs to which groups, groups in groups included. The address of a group does not say
 * whether it is of a project or of an organization, so a member string that names a group means
 * those of the scope it stands in and of the scopes above that. Thread-safe.
 */
public final class Memberships {
  private static final String DOMAIN = "groups.iam.edgelq.com";

  private final Function<String, List<String>> above;
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> byMember = new ConcurrentHashMap<>();

  /** Whose place in a group it is, and which region says so. */
  private record Place(String member, String owner) {}

  /**
   * @param above organizations above a scope
   */
  Memberships(Function<String, List<String>> above) {
    this.above = above;
  }

  void put(Resource groupMember) {
    GroupMember row = groupMember.as(GroupMember.class);
    String member = row.getMember();
    Place before = places.get(groupMember.name());
    if (before != null && !before.member.equals(member)) {
      remove(groupMember.name());
    }
    places.put(
        groupMember.name(), new Place(member, row.getMetadata().getSyncing().getOwningRegion()));
    byMember.computeIfAbsent(member, any -> ConcurrentHashMap.newKeySet()).add(groupMember.name());
  }

  void remove(String groupMember) {
    Place place = places.remove(groupMember);
    if (place != null) {
      byMember.computeIfPresent(
          place.member,
          (any, names) -> {
            names.remove(groupMember);
            return names.isEmpty() ? null : names;
          });
    }
  }

  /**
   * Names of all groups that somebody with these member strings belongs to.
   *
   * @param counts which regions' places count
   */
  Set<String> groupsOf(Collection<String> memberStrings, Predicate<String> counts) {
    Deque<String> first = new ArrayDeque<>();
    memberStrings.forEach(member -> places(member, counts).forEach(one -> first.add(group(one))));
    return withAbove(first, counts);
  }

  /** Names of some groups and of all that these belong to. */
  Set<String> withAbove(Collection<String> some, Predicate<String> counts) {
    Set<String> groups = new LinkedHashSet<>();
    Deque<String> unseen = new ArrayDeque<>(some);
    while (!unseen.isEmpty()) {
      String group = unseen.remove();
      if (groups.add(group)) {
        places(memberOf(group), counts)
            .filter(one -> isMeant(group, one))
            .forEach(one -> unseen.add(group(one)));
      }
    }
    return groups;
  }

  /**
   * Whether somebody is in a group that an address means, or in a group in it.
   *
   * @param standsIn name of what the address stands in
   * @param remains whether a row of this name is still there
   * @param somebody whether a member string that is no group's means anybody
   */
  boolean isPeopled(
      String email, String standsIn, Predicate<String> remains, Predicate<String> somebody) {
    Set<String> seen = new HashSet<>();
    Deque<String> unseen = new ArrayDeque<>();
    meant(email, standsIn).forEach(unseen::add);
    while (!unseen.isEmpty()) {
      String group = unseen.remove();
      if (!remains.test(group) || !seen.add(group)) {
        continue;
      }
      for (Map.Entry<String, Place> place : places.entrySet()) {
        if (!group(place.getKey()).equals(group) || !remains.test(place.getKey())) {
          continue;
        }
        String member = place.getValue().member;
        Optional<String> inner = MemberKind.GROUP.nameIn(member);
        inner.ifPresent(address -> meant(address, place.getKey()).forEach(unseen::add));
        if (inner.isEmpty() && somebody.test(member)) {
          return true;
        }
      }
    }
    return false;
  }

  private Stream<String> meant(String email, String standsIn) {
    return groupsAt(email).stream().filter(group -> isMeant(group, standsIn));
  }

  private Stream<String> places(String member, Predicate<String> counts) {
    return byMember.getOrDefault(member, Set.of()).stream()
        .filter(
            one -> {
              Place place = places.get(one);
              return place != null && counts.test(place.owner);
            });
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
