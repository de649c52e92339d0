package dev.edgewatch.iam;

import dev.edgewatch.access.Holder;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.resource.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Users and service accounts by their member strings, for what roles take from them. While copies
 * are on their way two rows may have the same one, and come and go in any order; of several the
 * first by name counts. Thread-safe.
 */
final class Holders implements ByMember {
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private final Map<String, NavigableMap<String, Holder>> byMember = new ConcurrentHashMap<>();

  @Override
  public String memberOf(Resource row) {
    return switch (row.message()) {
      case User user -> MemberKind.USER.member(user.getEmail().toLowerCase(Locale.ROOT));
      case ServiceAccount account -> MemberKind.SERVICE_ACCOUNT.member(account.getEmail());
      default -> throw new IllegalArgumentException("nobody: " + row.name());
    };
  }

  @Override
  public Optional<String> put(Resource row) {
    String member = memberOf(row);
    Holder holder = new Holder(Optional.of(row.message()));
    byMember.compute(
        member,
        (any, rows) -> {
          NavigableMap<String, Holder> known = rows == null ? new ConcurrentSkipListMap<>() : rows;
          known.put(row.name(), holder);
          return known;
        });
    Optional<String> before = Optional.ofNullable(members.put(row.name(), member));
    before.filter(other -> !other.equals(member)).ifPresent(other -> forget(other, row.name()));
    return before;
  }

  @Override
  public Optional<String> remove(String name) {
    Optional<String> member = Optional.ofNullable(members.remove(name));
    member.ifPresent(known -> forget(known, name));
    return member;
  }

  private void forget(String member, String name) {
    byMember.computeIfPresent(
        member,
        (any, rows) -> {
          rows.remove(name);
          return rows.isEmpty() ? null : rows;
        });
  }

  /** Nobody in particular when there is no row of his. */
  Holder of(String member) {
    return Optional.ofNullable(byMember.get(member))
        .map(NavigableMap::firstEntry)
        .map(Map.Entry::getValue)
        .orElse(Holder.ANYBODY);
  }
}
