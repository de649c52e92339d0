package dev.edgewatch.access;

import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values of the parameters of a role as it is bound: the role's defaults, over them what the
 * binding says, over that what the role says is always so.
 */
final class Parameters {
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Set<String> ofHolder = new HashSet<>();

  Parameters(Role role, RoleBinding binding, Holder holder) {
    take(role.getDefaultValuesList(), holder);
    take(binding.getScopeParamsList(), holder);
    take(role.getConstValuesList(), holder);
  }

  private void take(List<ScopeParam> params, Holder holder) {
    for (ScopeParam param : params) {
      if (param.hasValueFrom()) {
        ofHolder.add(param.getName());
      } else {
        ofHolder.remove(param.getName());
      }
      values.put(
          param.getName(),
          switch (param.getValueCase()) {
            case STRING -> Set.of(param.getString().getValue());
            case STRINGS -> Set.copyOf(param.getStrings().getValuesList());
            case VALUE_FROM -> holder.values(param.getValueFrom());
            case VALUE_NOT_SET -> Set.of();
          });
    }
  }

  /** Whether it has another value for each holder. */
  boolean isOfHolder(String name) {
    return ofHolder.contains(name);
  }

  /** Empty when nobody gave it a value; then no condition on it holds. */
  Optional<Set<String>> values(String name) {
    return Optional.ofNullable(values.get(name)).filter(known -> !known.isEmpty());
  }
}
