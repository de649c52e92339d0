package dev.edgewatch.console.ui.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.console.bff.People;
import dev.edgewatch.console.ui.members.MemberRow.Held;
import dev.edgewatch.console.ui.members.MemberRow.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberRowsTest {
  private static final String P = "projects/p";
  private static final Tenant HERE = new Tenant(P);
  private static final String O = "organizations/acme";
  private static final Names NAMES =
      new Names(
          Map.of("roles/op", Role.newBuilder().setDisplayName("Operator").build()),
          Map.of("west@g", Group.newBuilder().setDisplayName("Field west").build()),
          Map.of(O, "Acme Group"),
          Map.of(
              "user:zoe@acme.example",
              new People.Known("Zoe Marsh", Optional.of(Instant.EPOCH)),
              "serviceAccount:robot@p.example",
              new People.Known("Dock robot", Optional.empty())),
          "ann@acme.example");

  @Test
  void rolesOfOneMemberFromOnePlaceAreOneRow() {
    List<MemberRow> rows =
        rows(
            binding(P, "1", "user:ben@acme.example", "roles/op").build(),
            binding(P, "2", "user:ben@acme.example", "roles/viewer").build());

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().roles())
        .extracting(Held::title)
        .containsExactly("Operator", "viewer");
    assertThat(rows.getFirst().isManagedHere()).isTrue();
  }

  @Test
  void whatIsGivenAboveIsARowOfItsOwnAndManagedThere() {
    List<MemberRow> rows =
        rows(
            binding(P, "1", "user:ben@acme.example", "roles/op").build(),
            binding(O, "2", "user:ben@acme.example", "roles/op").build());

    assertThat(rows)
        .extracting(MemberRow::origin)
        .containsExactlyInAnyOrder(new Origin.Here(HERE), new Origin.Above(O, "Acme Group"));
    assertThat(rows).extracting(MemberRow::key).doesNotHaveDuplicates();
  }

  @Test
  void aCopyOfABindingFromAboveIsShownOnce() {
    RoleBinding original = binding(O, "2", "user:ben@acme.example", "roles/op").build();
    RoleBinding copy =
        binding(P, "copy", "user:ben@acme.example", "roles/op")
            .setParentByOrg(original.getName())
            .build();

    assertThat(rows(original, copy)).hasSize(1);
    assertThat(rows(copy))
        .extracting(MemberRow::origin)
        .containsExactly(new Origin.Above(O, "Acme Group"));
  }

  @Test
  void whatAMemberHasThroughAGroupSaysWhichGroup() {
    RoleBinding ofGroup =
        binding(P, "1", "user:ben@acme.example", "roles/op")
            .addAncestryPath(
                RoleBinding.Parent.newBuilder()
                    .setParent(P + "/roleBindings/g")
                    .setMember("group:west@g"))
            .build();

    assertThat(rows(ofGroup))
        .extracting(MemberRow::origin)
        .containsExactly(new Origin.OfGroup("group:west@g", "Field west"));
  }

  @Test
  void peopleComeFirstThenGroupsDomainsAndAccounts() {
    List<MemberRow> rows =
        rows(
            binding(P, "1", "serviceAccount:robot@p.example", "roles/op").build(),
            binding(P, "2", "domain:acme.example", "roles/op").build(),
            binding(P, "3", "group:west@g", "roles/op").build(),
            binding(P, "4", "user:zoe@acme.example", "roles/op").build(),
            binding(P, "5", "user:ann@acme.example", "roles/op").build());

    assertThat(rows)
        .extracting(MemberRow::called)
        .containsExactly("You", "Zoe Marsh", "Field west", "acme.example", "Dock robot");
  }

  @Test
  void whoIsKnownIsCalledByHisNameWithTheAddressBeneathAndWhenHeWasSeen() {
    List<MemberRow> rows =
        rows(
            binding(P, "1", "user:zoe@acme.example", "roles/op").build(),
            binding(P, "2", "user:mo@acme.example", "roles/op").build());

    assertThat(rows)
        .extracting(MemberRow::called, MemberRow::under, MemberRow::seen)
        .containsExactly(
            tuple("mo@acme.example", "", Optional.empty()),
            tuple("Zoe Marsh", "zoe@acme.example", Optional.of(Instant.EPOCH)));
  }

  @Test
  void whatIsNoMemberIsLeftOut() {
    assertThat(rows(binding(P, "1", "nobody", "roles/op").build())).isEmpty();
  }

  @Test
  void aRowIsFoundByItsNamesAndRoles() {
    MemberRow row = rows(binding(P, "1", "user:ben@acme.example", "roles/op").build()).getFirst();

    assertThat(row.matches("oper ben")).isTrue();
    assertThat(row.matches("")).isTrue();
    assertThat(row.matches("viewer")).isFalse();
  }

  @Test
  void valuesOfParametersAreSaid() {
    RoleBinding narrow =
        binding(P, "1", "user:ben@acme.example", "roles/op")
            .addScopeParams(
                ScopeParam.newBuilder()
                    .setName("region")
                    .setStrings(
                        ScopeParam.ArrayOfStringsValue.newBuilder()
                            .addValues("us")
                            .addValues("eu")))
            .build();

    assertThat(rows(narrow).getFirst().roles().getFirst().only()).isEqualTo("region = us or eu");
  }

  private static List<MemberRow> rows(RoleBinding... bindings) {
    return MemberRows.of(HERE, List.of(bindings), NAMES);
  }

  private static RoleBinding.Builder binding(String scope, String id, String member, String role) {
    return RoleBinding.newBuilder()
        .setName(scope + "/roleBindings/" + id)
        .setMember(member)
        .setRole(role);
  }
}
