package dev.edgewatch.iam;

import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.resource.Resource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All role bindings, by whom they are for. Thread-safe. */
final class Bindings {
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private final Map<String, Map<String, RoleBinding>> byMember = new ConcurrentHashMap<>();

  void put(Resource resource) {
    RoleBinding binding = resource.as(RoleBinding.class);
    if (!binding.getMember().equals(members.get(binding.getName()))) {
      remove(binding.getName());
    }
    members.put(binding.getName(), binding.getMember());
    byMember
        .computeIfAbsent(binding.getMember(), any -> new ConcurrentHashMap<>())
        .put(binding.getName(), binding);
  }

  /** Whom it was for. */
  Optional<String> remove(String name) {
    Optional<String> member = Optional.ofNullable(members.remove(name));
    member.ifPresent(
        known ->
            byMember.computeIfPresent(
                known,
                (any, bindings) -> {
                  bindings.remove(name);
                  return bindings.isEmpty() ? null : bindings;
                }));
    return member;
  }

  Collection<RoleBinding> of(String member) {
    return byMember.getOrDefault(member, Map.of()).values();
  }

  Stream<RoleBinding> all() {
    return byMember.values().stream().flatMap(bindings -> bindings.values().stream());
  }
}
