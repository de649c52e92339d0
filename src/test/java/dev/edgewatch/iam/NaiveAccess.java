package dev.edgewatch.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.api.iam.v1.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may what, by the letter of contract section 11.4: looked up from all rows each time, nothing
 * kept and nothing sorted.
 */
final class NaiveAccess {
  /** By name. */
  final Map<String, Message> rows = new TreeMap<>();

  /** What somebody wants to do, from an IPv4 address, with what is known of the device. */
  record Wish(String permission, String object, String address, Device resource, Device request) {}

  private <M extends Message> List<M> all(Class<M> type) {
    return rows.values().stream().filter(type::isInstance).map(type::cast).toList();
  }

  boolean mayDo(Principal principal, Wish wish) {
    if (principal instanceof Principal.Operator) {
      return true;
    }
    Set<String> groups = groups(principal);
    return all(RoleBinding.class).stream()
        .filter(binding -> isFor(binding, own(principal), groups))
        .anyMatch(
            binding ->
                rows.get(binding.getRole()) instanceof Role role
                    && gives(role, binding, principal, wish));
  }

  private boolean isFor(RoleBinding binding, Set<String> own, Set<String> groups) {
    return own.contains(binding.getMember())
        || groups.stream()
            .anyMatch(
                group ->
                    binding.getMember().equals("group:" + address(group))
                        && isMeant(group, binding.getName()));
  }

  private static Set<String> own(Principal principal) {
    Set<String> members = new HashSet<>(Set.of("allUsers"));
    if (principal instanceof Principal.Anonymous) {
      return members;
    }
    members.add("allAuthenticatedUsers");
    members.add(principal.member());
    if (principal instanceof Principal.User user && user.email().isPresent()) {
      members.add("domain:" + user.email().get().split("@", -1)[1]);
    }
    return members;
  }

  /** Until no group is added any more. */
  private Set<String> groups(Principal principal) {
    Set<String> own = own(principal);
    Set<String> groups = new HashSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (GroupMember member : all(GroupMember.class)) {
        boolean direct = own.contains(member.getMember());
        boolean nested =
            groups.stream()
                .anyMatch(
                    inner ->
                        member.getMember().equals("group:" + address(inner))
                            && isMeant(inner, member.getName()));
        if (direct || nested) {
          grows |= groups.add(member.getName().split("/groupMembers/", -1)[0]);
        }
      }
    }
    return groups;
  }

  private static String address(String group) {
    String[] words = group.split("/", -1);
    return words.length == 2
        ? words[1] + "@groups.iam.edgelq.com"
        : words[3] + "@" + words[1] + ".groups.iam.edgelq.com";
  }

  /** An address means a group of the scope it stands in, of one above it, or of the root. */
  private boolean isMeant(String group, String where) {
    String scope = scope(group);
    return scope.isEmpty() || chain(scope(where)).contains(scope);
  }

  private static String scope(String name) {
    String[] words = name.split("/", -1);
    boolean isScoped =
        words.length >= 2 && Set.of("projects", "organizations", "services").contains(words[0]);
    return isScoped ? words[0] + "/" + words[1] : "";
  }

  /** A scope and all above it, and the root. */
  private List<String> chain(String scope) {
    List<String> chain = new ArrayList<>();
    String next = scope;
    while (!next.isEmpty() && !chain.contains(next)) {
      chain.add(next);
      next =
          switch (rows.get(next)) {
            case Project project -> project.getParentOrganization();
            case Organization organization -> organization.getParentOrganization();
            case null, default -> "";
          };
    }
    chain.add("");
    return chain;
  }

  private boolean gives(Role role, RoleBinding binding, Principal principal, Wish wish) {
    if (!chain(scope(wish.object)).contains(scope(binding.getName()))
        || !areMet(binding.getExecutableConditionsList(), wish)) {
      return false;
    }
    boolean owns =
        role.getOwnedObjectsList().stream()
            .anyMatch(owned -> reaches(owned.equals("-") ? "" : owned, wish.object));
    Map<String, Set<String>> parameters = parameters(role, binding, principal);
    return owns
        || role.getGrantsList().stream()
            .anyMatch(
                grant ->
                    grant.getPermissionsList().contains(wish.permission)
                        && reaches(grant.getSubScope(), wish.object)
                        && areMet(grant.getExecutableConditionsList(), wish)
                        && hold(grant.getResourceFieldConditionsList(), parameters, wish.resource)
                        && hold(grant.getRequestFieldConditionsList(), parameters, wish.request));
  }

  /** What follows the scope has to begin with the pattern, a dash standing for any id. */
  private static boolean reaches(String subScope, String object) {
    String scope = scope(object);
    String rest =
        object.substring(Math.min(object.length(), scope.isEmpty() ? 0 : scope.length() + 1));
    String expression =
        Stream.of(subScope.split("/", -1))
            .map(word -> word.equals("-") ? "[^/]+" : Pattern.quote(word))
            .collect(Collectors.joining("/"));
    return subScope.isEmpty() || rest.matches(expression + "(/.*)?");
  }

  private boolean areMet(List<ExecutableCondition> conditions, Wish wish) {
    return conditions.stream()
        .allMatch(
            one ->
                rows.get(one.getCondition()) instanceof Condition condition
                    && condition.hasIpCondition()
                    && isFrom(condition.getIpCondition(), wish.address));
  }

  private static boolean isFrom(Condition.IpCondition from, String address) {
    boolean allowed =
        from.getAllowedCidrsList().isEmpty()
            || from.getAllowedCidrsList().stream().anyMatch(network -> isIn(network, address));
    return allowed
        && from.getDisabledCidrsList().stream().noneMatch(network -> isIn(network, address));
  }

  private static boolean isIn(String network, String address) {
    String[] parts = network.split("/", -1);
    int bits = Integer.parseInt(parts[1]);
    return number(parts[0]) >>> (32 - bits) == number(address) >>> (32 - bits);
  }

  private static long number(String address) {
    long number = 0;
    for (String part : address.split("\\.", -1)) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }

  private Map<String, Set<String>> parameters(Role role, RoleBinding binding, Principal principal) {
    Map<String, Set<String>> values = new TreeMap<>();
    Stream.of(role.getDefaultValuesList(), binding.getScopeParamsList(), role.getConstValuesList())
        .flatMap(List::stream)
        .forEach(one -> values.put(one.getName(), values(one, principal)));
    return values;
  }

  private Set<String> values(ScopeParam parameter, Principal principal) {
    return switch (parameter.getValueCase()) {
      case STRING -> Set.of(parameter.getString().getValue());
      case STRINGS -> new HashSet<>(parameter.getStrings().getValuesList());
      case VALUE_FROM ->
          all(User.class).stream()
              .filter(user -> principal.member().equals("user:" + user.getEmail()))
              .limit(1)
              .map(User::getFullName)
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toSet());
      case VALUE_NOT_SET -> Set.of();
    };
  }

  /** The only field that the roles of this model look at is the display name. */
  private static boolean hold(
      List<Role.Grant.FieldCondition> conditions, Map<String, Set<String>> parameters, Device of) {
    return conditions.stream()
        .allMatch(
            one ->
                !of.getDisplayName().isEmpty()
                    && parameters
                        .getOrDefault(one.getValue(), Set.of())
                        .contains(of.getDisplayName()));
  }
}
