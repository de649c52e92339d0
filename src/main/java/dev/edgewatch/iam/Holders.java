package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.resource.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users and service accounts by their member strings, for what roles take from them. Thread-safe.
 */
final class Holders implements ByMember {
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private final Map<String, Holder> byMember = new ConcurrentHashMap<>();

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
    Message person = row.message();
    byMember.put(member, new Holder(Optional.of(person)));
    Optional<String> before = Optional.ofNullable(members.put(row.name(), member));
    before.filter(other -> !other.equals(member)).ifPresent(byMember::remove);
    return before;
  }

  @Override
  public Optional<String> remove(String name) {
    Optional<String> member = Optional.ofNullable(members.remove(name));
    member.ifPresent(byMember::remove);
    return member;
  }

  /** Nobody in particular when there is no row of his. */
  Holder of(String member) {
    return byMember.getOrDefault(member, Holder.ANYBODY);
  }
}
