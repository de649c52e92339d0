package dev.edgewatch.iam;

import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.resource.Resource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All role bindings, by whom they are for. Thread-safe. */
final class Bindings implements ByMember {
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private final Map<String, Map<String, RoleBinding>> byMember = new ConcurrentHashMap<>();

  @Override
  public String memberOf(Resource row) {
    return row.as(RoleBinding.class).getMember();
  }

  @Override
  public Optional<String> put(Resource row) {
    RoleBinding binding = row.as(RoleBinding.class);
    byMember
        .computeIfAbsent(binding.getMember(), any -> new ConcurrentHashMap<>())
        .put(binding.getName(), binding);
    Optional<String> before =
        Optional.ofNullable(members.put(binding.getName(), binding.getMember()));
    before
        .filter(other -> !other.equals(binding.getMember()))
        .ifPresent(other -> forget(other, binding.getName()));
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
        (any, bindings) -> {
          bindings.remove(name);
          return bindings.isEmpty() ? null : bindings;
        });
  }

  Collection<RoleBinding> of(String member) {
    return byMember.getOrDefault(member, Map.of()).values();
  }

  Stream<RoleBinding> all() {
    return byMember.values().stream().flatMap(bindings -> bindings.values().stream());
  }
}
