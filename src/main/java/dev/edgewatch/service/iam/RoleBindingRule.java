package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may be bound to which role and by whom (contract section 11.4), and that a scope keeps an
 * owner.
 */
public record RoleBindingRule(Region region, Giving giving) implements WriteRule {

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/RoleBinding");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    return Creation.of(completed(writing, named(writing, (RoleBinding) body)));
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    RoleBinding was = (RoleBinding) before;
    RoleBinding binding = completed(writing, named(writing, (RoleBinding) after));
    boolean stillOwns =
        LastOwners.isOwnership(binding) && binding.getMember().equals(was.getMember());
    if (!stillOwns) {
      new LastOwners(region).require(writing, was);
    }
    return binding;
  }

  @Override
  public void deleting(Writing writing, Message gone) {
    new LastOwners(region).require(writing, (RoleBinding) gone);
  }

  private static RoleBinding named(Writing writing, RoleBinding body) {
    return body.toBuilder().setName(writing.name().text()).build();
  }

  /**
   * With what the server says about it; refused when it may not be, by whom this is written.
   *
   * @param named with the name that it has or would have
   */
  public RoleBinding completed(Writing writing, RoleBinding named) {
    RoleBinding binding = named.toBuilder().setMember(member(named)).build();
    MemberKind kind = MemberKind.of(binding.getMember());
    new ConditionsInReach(region)
        .require("executable_conditions", binding.getName(), binding.getExecutableConditionsList());
    Optional<Role> found = role(writing.session(), binding.getRole());
    if (found.isEmpty()) {
      requireOwn(writing, binding.getRole());
      return binding; // what it refers to is checked with all references
    }
    Role role = found.get();
    requireInReach(role, binding);
    Categories.require(role, kind, binding);
    writing.authority().ifPresent(by -> giving.require(by, role, binding));
    return binding.toBuilder()
        .clearOwnedObjects()
        .addAllOwnedObjects(role.getOwnedObjectsList())
        .setHasOwnedObjects(role.getOwnedObjectsCount() > 0)
        .setMemberType(kind.word())
        .setCategory(role.getCategory())
        .build();
  }

  /** Addresses are the same in whatever case they are written. */
  private static String member(RoleBinding body) {
    return body.getMember().startsWith("user:")
        ? body.getMember().toLowerCase(Locale.ROOT)
        : body.getMember();
  }

  private Optional<Role> role(MethodSession session, String name) {
    return region
        .catalog()
        .type("iam.edgelq.com/Role")
        .findName(name)
        .filter(role -> !role.hasWildcard())
        .flatMap(session::get)
        .map(row -> row.as(Role.class));
  }

  /** What a role gives that is another region's, and not known here yet, cannot be asked about. */
  private void requireOwn(Writing writing, String role) {
    boolean elsewhere =
        region
            .catalog()
            .type("iam.edgelq.com/Role")
            .findName(role)
            .filter(name -> !name.hasWildcard())
            .filter(name -> !writing.session().isOwnedHere(name))
            .isPresent();
    if (elsewhere && writing.authority().isPresent()) {
      throw new Refusal.Unavailable(
              "ROLE_NOT_KNOWN_YET",
              "role is "
                  + Quoted.of(role)
                  + ", of which this region has heard nothing yet; expected one that it knows",
              Duration.ofSeconds(1))
          .exception();
    }
  }

  /** A role of one tenant is of no use to another one, and its content not for him to see. */
  private void requireInReach(Role role, RoleBinding binding) {
    String scope = ScopeNames.of(role.getName());
    if (!scope.startsWith("services/")
        && !region.access().scopesOf(binding.getName()).contains(scope)) {
      throw Refusal.invalid(
          "ROLE_OUT_OF_REACH",
          "role",
          "role is "
              + Quoted.of(role.getName())
              + "; expected one of a service, of the scope itself or of an organization above it");
    }
  }
}
