package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.access.MemberKind;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.console.bff.People;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people call the things that bindings and invitations name.
 *
 * @param roles by name
 * @param groups by e-mail
 * @param scopes titles of organizations by name
 * @param people by member string
 * @param own e-mail of the reader
 */
record Names(
    Map<String, Role> roles,
    Map<String, Group> groups,
    Map<String, String> scopes,
    Map<String, People.Known> people,
    String own) {
  /** What is asked for of roles: all that preview and choice need. */
  static final List<String> ROLE =
      List.of(
          "display_name",
          "description",
          "category",
          "scope_params",
          "const_values",
          "default_values",
          "grants",
          "owned_objects");

  Names {
    roles = Map.copyOf(roles);
    groups = Map.copyOf(groups);
    scopes = Map.copyOf(scopes);
    people = Map.copyOf(people);
  }

  Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /** Its display name, or its id. */
  String roleTitle(String name) {
    return role(name)
        .map(Role::getDisplayName)
        .filter(title -> !title.isEmpty())
        .orElseGet(() -> last(name));
  }

  String scopeTitle(String name) {
    return Optional.ofNullable(scopes.get(name))
        .filter(title -> !title.isEmpty())
        .orElseGet(() -> last(name));
  }

  /** What people call whoever has an address. */
  String person(String email) {
    return !own.isEmpty() && email.equalsIgnoreCase(own)
        ? text("member.you")
        : called(MemberKind.USER.member(email)).orElse(email);
  }

  /** The name of a member, if it is known. */
  Optional<String> called(String member) {
    return known(member).map(People.Known::name).filter(name -> !name.isBlank());
  }

  /** When a member was last seen, if that is known. */
  Optional<Instant> seen(String member) {
    return known(member).flatMap(People.Known::seen);
  }

  private Optional<People.Known> known(String member) {
    return Optional.ofNullable(people.get(member));
  }

  Optional<String> groupTitle(String email) {
    return Optional.ofNullable(groups.get(email))
        .map(Group::getDisplayName)
        .filter(title -> !title.isEmpty());
  }

  /** {@code region = eastus2, only on office}: what narrows a role; empty when nothing does. */
  static String only(List<ScopeParam> params, List<ExecutableCondition> conditions) {
    return Stream.concat(
            params.stream().map(Names::param),
            conditions.stream()
                .map(condition -> text("member.condition", last(condition.getCondition()))))
        .collect(Collectors.joining(", "));
  }

  private static String param(ScopeParam param) {
    String value =
        switch (param.getValueCase()) {
          case STRING -> param.getString().getValue();
          case STRINGS -> String.join(" or ", param.getStrings().getValuesList());
          case VALUE_FROM -> text("member.fromholder", param.getValueFrom().getPath());
          case VALUE_NOT_SET -> text("none");
        };
    return param.getName() + " = " + value;
  }

  static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
