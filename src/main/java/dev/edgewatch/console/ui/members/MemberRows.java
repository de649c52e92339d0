package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.util.Timestamps;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.members.MemberRow.Held;
import dev.edgewatch.console.ui.members.MemberRow.Origin;
import dev.edgewatch.resource.RefusalException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Bindings of a project or organization and of the organizations above it as rows, one for each
 * member and place.
 */
final class MemberRows {
  private static final List<MemberKind> ORDER =
      List.of(
          MemberKind.USER,
          MemberKind.GROUP,
          MemberKind.DOMAIN,
          MemberKind.SERVICE_ACCOUNT,
          MemberKind.ALL_AUTHENTICATED_USERS,
          MemberKind.ALL_USERS);

  private final Tenant tenant;
  private final Names names;

  private MemberRows(Tenant tenant, Names names) {
    this.tenant = tenant;
    this.names = names;
  }

  /**
   * The rows, people first, by what they are called.
   *
   * @param tenant whose members they are
   * @param bindings of it and of all that is above it; what is written in both places, as regions
   *     copy bindings down, is shown once
   */
  static List<MemberRow> of(Tenant tenant, Collection<RoleBinding> bindings, Names names) {
    Set<String> present = bindings.stream().map(RoleBinding::getName).collect(Collectors.toSet());
    var rows = new MemberRows(tenant, names);
    Map<String, Map<String, RoleBinding>> byRow = new LinkedHashMap<>();
    for (RoleBinding binding : bindings) {
      boolean copied = present.contains(binding.getParentByOrg());
      if (!copied && kind(binding.getMember()).isPresent()) {
        byRow
            .computeIfAbsent(rows.key(binding), any -> new TreeMap<>())
            .put(binding.getName(), binding);
      }
    }
    return byRow.entrySet().stream()
        .map(entry -> rows.row(entry.getKey(), List.copyOf(entry.getValue().values())))
        .sorted(
            Comparator.comparingInt((MemberRow row) -> ORDER.indexOf(row.kind()))
                .thenComparing(MemberRow::called, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(MemberRow::key))
        .toList();
  }

  private String key(RoleBinding binding) {
    return binding.getMember()
        + " "
        + switch (origin(binding)) {
          case Origin.Here _ -> tenant.name();
          case Origin.Above above -> above.organization();
          case Origin.OfGroup group -> group.member();
        };
  }

  private MemberRow row(String key, List<RoleBinding> bindings) {
    RoleBinding first = bindings.getFirst();
    String member = first.getMember();
    MemberKind kind = kind(member).orElseThrow();
    return new MemberRow(
        key,
        kind,
        member,
        called(kind, member),
        under(kind, member),
        bindings.stream()
            .map(this::held)
            .sorted(Comparator.comparing(Held::title).thenComparing(Held::binding))
            .toList(),
        names.seen(member),
        origin(first));
  }

  private Held held(RoleBinding binding) {
    return new Held(
        binding.getName(),
        binding.getRole(),
        names.roleTitle(binding.getRole()),
        Names.only(binding.getScopeParamsList(), binding.getExecutableConditionsList()),
        binding.getMetadata().hasCreateTime()
            ? Optional.of(
                Instant.ofEpochMilli(Timestamps.toMillis(binding.getMetadata().getCreateTime())))
            : Optional.empty());
  }

  /** The nearest of what a binding was made from, or the scope it stands in. */
  private Origin origin(RoleBinding binding) {
    Optional<String> group =
        binding.getAncestryPathList().stream()
            .map(RoleBinding.Parent::getMember)
            .filter(member -> member.startsWith("group:"))
            .findFirst();
    if (group.isPresent()) {
      String email = name(group.get());
      return new Origin.OfGroup(group.get(), names.groupTitle(email).orElse(email));
    }
    String scope =
        PageAccess.scopeOf(
            binding.getParentByOrg().isEmpty() ? binding.getName() : binding.getParentByOrg());
    return scope.equals(tenant.name())
        ? new Origin.Here(tenant)
        : new Origin.Above(scope, scope.isEmpty() ? text("member.root") : names.scopeTitle(scope));
  }

  private static Optional<MemberKind> kind(String member) {
    try {
      return Optional.of(MemberKind.of(member));
    } catch (RefusalException noMember) {
      return Optional.empty();
    }
  }

  private static String name(String member) {
    return member.substring(member.indexOf(':') + 1);
  }

  private String called(MemberKind kind, String member) {
    String name = name(member);
    return switch (kind) {
      case USER -> names.person(name);
      case GROUP -> names.groupTitle(name).orElse(name);
      case DOMAIN -> name;
      case SERVICE_ACCOUNT -> names.called(member).orElseGet(() -> name.replaceFirst("@.*", ""));
      case ALL_AUTHENTICATED_USERS -> text("member.authenticated");
      case ALL_USERS -> text("member.everybody");
    };
  }

  private String under(MemberKind kind, String member) {
    String name = name(member);
    return switch (kind) {
      case USER -> names.person(name).equals(name) ? "" : name;
      case GROUP -> text("member.under.group", name);
      case DOMAIN -> text("member.under.domain");
      case SERVICE_ACCOUNT -> text("member.under.account", name);
      case ALL_AUTHENTICATED_USERS, ALL_USERS -> "";
    };
  }
}
