package dev.edgewatch.service.iam;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.Status;
import dev.edgewatch.api.iam.v1.AcceptOrganizationInvitationRequest;
import dev.edgewatch.api.iam.v1.AcceptOrganizationInvitationResponse;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.DeclineProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.DeclineProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.Invitation.BindingRole;
import dev.edgewatch.api.iam.v1.Invitation.State;
import dev.edgewatch.api.iam.v1.ListMyProjectInvitationsRequest;
import dev.edgewatch.api.iam.v1.ListMyProjectInvitationsResponse;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.EmailHolders;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Invitations into projects and organizations (quality/reliability.md I01 to I03). */
class InvitationsTest {
  private static final ResourceType INVITATION = Caller.type("iam.edgelq.com/ProjectInvitation");
  private static final ResourceType OF_ORGANIZATION =
      Caller.type("iam.edgelq.com/OrganizationInvitation");
  private static final ResourceType BINDING = Caller.type("iam.edgelq.com/RoleBinding");
  private static final ResourceType USER = Caller.type("iam.edgelq.com/User");
  private static final long WEEK = 7L * 24 * 3_600;

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    // Whose row is there can be asked at accept whether he still may give what he gave.
    region.ann().list(TestRegion.PROJECT, ListRequest.of(""));
    await()
        .ignoreExceptions()
        .until(
            () ->
                region
                    .operator()
                    .get(USER, EmailHolders.userOf(issuer.issuer(), "ann@acme.example"))
                    .name(),
            name -> true);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Invitation.Builder offer(String email) {
    return Invitation.newBuilder()
        .setInviteeEmail(email)
        .addBindingRoles(BindingRole.newBuilder().setRole(PredefinedRoles.VIEWER));
  }

  private static ProjectInvitation invite(Invitation.Builder invitation) {
    return invite(region.ann(), invitation);
  }

  private static ProjectInvitation invite(Caller by, Invitation.Builder invitation) {
    return by.create(
            INVITATION,
            COLD_CHAIN,
            ProjectInvitation.newBuilder().setInvitation(invitation).build())
        .as(ProjectInvitation.class);
  }

  private static Caller person(String email) {
    return region.caller(email);
  }

  private static void accept(Caller caller, String name) {
    call(
        caller,
        "AcceptProjectInvitation",
        AcceptProjectInvitationRequest.newBuilder().setName(name).build(),
        AcceptProjectInvitationResponse.getDefaultInstance());
  }

  private static void decline(Caller caller, String name) {
    call(
        caller,
        "DeclineProjectInvitation",
        DeclineProjectInvitationRequest.newBuilder().setName(name).build(),
        DeclineProjectInvitationResponse.getDefaultInstance());
  }

  private static Invitation resend(Caller caller, String name) {
    return call(
            caller,
            "ResendProjectInvitation",
            ResendProjectInvitationRequest.newBuilder().setName(name).build(),
            ResendProjectInvitationResponse.getDefaultInstance())
        .getProjectInvitation()
        .getInvitation();
  }

  private static List<ProjectInvitation> mine(Caller caller, String parent, String filter) {
    return call(
            caller,
            "ListMyProjectInvitations",
            ListMyProjectInvitationsRequest.newBuilder()
                .setParent(parent)
                .setFilter(filter)
                .build(),
            ListMyProjectInvitationsResponse.getDefaultInstance())
        .getProjectInvitationsList();
  }

  private static <A extends Message> A call(Caller caller, String method, Message request, A none) {
    return caller.call("ntt.iam.v1.ProjectInvitationService/" + method, request, none);
  }

  private static Invitation read(String name) {
    return region.ann().get(INVITATION, name).as(ProjectInvitation.class).getInvitation();
  }

  private static List<RoleBinding> bindings(String member) {
    return region.ann().list(BINDING, ListRequest.of(COLD_CHAIN)).resources().stream()
        .map(encoded -> new Resource(BINDING, "", encoded).as(RoleBinding.class))
        .filter(binding -> binding.getMember().equals(member))
        .toList();
  }

  /** As if its time were over. */
  private static void outdate(ProjectInvitation made) {
    ProjectInvitation row =
        region.ann().get(INVITATION, made.getName()).as(ProjectInvitation.class);
    Timestamp past = Timestamps.fromMillis(System.currentTimeMillis() - 1_000);
    region.store(
        INVITATION,
        row.toBuilder()
            .setInvitation(row.getInvitation().toBuilder().setExpirationDate(past))
            .build());
    await()
        .untilAsserted(() -> assertThat(read(made.getName()).getExpirationDate()).isEqualTo(past));
  }

  @Test
  void whoInvitesIsWhoCallsAndItIsOpenForAWeek() {
    ProjectInvitation made =
        invite(
            offer("Zoe@Example.com")
                .setState(State.ACCEPTED)
                .setInviterEmail("boss@acme.example")
                .setInviterFullName("The Boss"));
    Invitation invitation = made.getInvitation();
    assertThat(invitation.getInviteeEmail()).isEqualTo("zoe@example.com");
    assertThat(invitation.getState()).isEqualTo(State.PENDING);
    assertThat(invitation.getInviterEmail()).isEqualTo("ann@acme.example");
    assertThat(invitation.getInviterFullName()).isEmpty();
    assertThat(invitation.getInviterActor().getUser())
        .isEqualTo(EmailHolders.userOf(issuer.issuer(), "ann@acme.example"));
    assertThat(made.getProjectDisplayName()).isEqualTo("acme-cold-chain");
    assertThat(
            Timestamps.between(made.getMetadata().getCreateTime(), invitation.getExpirationDate())
                .getSeconds())
        .isBetween(WEEK - 60, WEEK);
  }

  @Test
  void whatIsNoInvitationIsRefused() {
    for (Invitation.Builder bad :
        List.of(
            offer("nobody"),
            offer("a@b.example\r\nBcc: all@b.example"),
            offer("а@example.com"),
            offer("a@example.com").setLanguageCode("en-us\r\nX-Evil: 1"),
            offer("a@example.com").setExpirationDate(Timestamps.fromMillis(1)),
            offer("a@example.com").addGroups("organizations/acme/groups/foreign"),
            offer("a@example.com").addBindingRoles(BindingRole.newBuilder().setRole("viewer")))) {
      assertThat(Caller.code(() -> invite(bad))).isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(
            Caller.code(
                () ->
                    invite(
                        offer("a@example.com")
                            .addBindingRoles(
                                BindingRole.newBuilder()
                                    .setRole("services/iam.edgelq.com/roles/missing")))))
        .isEqualTo(Code.NOT_FOUND);
    assertThat(Caller.code(() -> invite(region.greta(), offer("a@example.com"))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void whatIsOfferedToWhomCannotBeChanged() {
    ProjectInvitation made = invite(offer("fixed@example.com"));
    for (Invitation.Builder other :
        List.of(
            made.getInvitation().toBuilder().setInviteeEmail("other@example.com"),
            made.getInvitation().toBuilder()
                .setBindingRoles(0, BindingRole.newBuilder().setRole(PredefinedRoles.SCOPE_ADMIN)),
            made.getInvitation().toBuilder().setInviterEmail("other@example.com"))) {
      assertThat(
              Caller.code(
                  () ->
                      region
                          .ann()
                          .update(INVITATION, made.toBuilder().setInvitation(other).build())))
          .isEqualTo(Code.FAILED_PRECONDITION);
    }
    region
        .ann()
        .update(
            INVITATION,
            made.toBuilder()
                .setInvitation(made.getInvitation().toBuilder().setLanguageCode("ja-jp"))
                .build());
    assertThat(read(made.getName()).getLanguageCode()).isEqualTo("ja-jp");
  }

  @Test
  void aHundredAcceptsMakeOneBinding() throws Exception {
    ProjectInvitation made = invite(offer("mia@example.com"));
    Caller mia = person("mia@example.com");
    assertThat(Caller.code(() -> mia.get(TestRegion.PROJECT, COLD_CHAIN)))
        .isEqualTo(Code.PERMISSION_DENIED);
    List<String> refusals = new ArrayList<>();
    int accepted = 0;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(() -> outcome(() -> accept(person("mia@example.com"), made.getName())));
      }
      for (Future<String> call : executor.invokeAll(calls)) {
        if (call.get().isEmpty()) {
          accepted++;
        } else {
          refusals.add(call.get());
        }
      }
    }
    assertThat(accepted).isEqualTo(1);
    assertThat(refusals.stream().distinct().toList())
        .containsExactly(
            "FAILED_PRECONDITION: the invitation is not open any more; ask for another one");
    assertThat(bindings("user:mia@example.com"))
        .singleElement()
        .satisfies(binding -> assertThat(binding.getRole()).isEqualTo(PredefinedRoles.VIEWER));
    assertThat(read(made.getName()).getState()).isEqualTo(State.ACCEPTED);
    assertThat(mia.get(TestRegion.PROJECT, COLD_CHAIN).name()).isEqualTo(COLD_CHAIN);
  }

  private static String outcome(Runnable call) {
    try {
      call.run();
      return "";
    } catch (io.grpc.StatusRuntimeException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void whoeverItIsNotForLearnsNothing() {
    ProjectInvitation made = invite(offer("noa@example.com"));
    Status foreign = Caller.refusal(() -> accept(person("eve@example.com"), made.getName()));
    Status missing = Caller.refusal(() -> accept(person("noa@example.com"), made.getName() + "x"));
    Status unverified =
        Caller.refusal(
            () -> accept(region.person("noa", "noa@example.com", false), made.getName()));
    for (Status each : List.of(foreign, missing, unverified)) {
      assertThat(each.getCode()).isEqualTo(Code.PERMISSION_DENIED.value());
      assertThat(each.getMessage()).isEqualTo(foreign.getMessage());
    }
    assertThat(Caller.code(() -> decline(person("eve@example.com"), made.getName())))
        .isEqualTo(Code.PERMISSION_DENIED);
    accept(region.person("noa@example.com", "Noa@Example.COM", true), made.getName());
    assertThat(bindings("user:noa@example.com")).hasSize(1);
  }

  @Test
  void oneThatIsNotOpenIsRefusedWithTheSameWords() {
    ProjectInvitation declined = invite(offer("leo@example.com"));
    ProjectInvitation expired = invite(offer("leo@example.com"));
    ProjectInvitation accepted = invite(offer("leo@example.com"));
    Caller leo = person("leo@example.com");
    decline(leo, declined.getName());
    accept(leo, accepted.getName());
    outdate(expired);
    String words = "the invitation is not open any more; ask for another one";
    for (ProjectInvitation each : List.of(declined, expired, accepted)) {
      assertThat(Caller.refusal(() -> accept(leo, each.getName())).getMessage()).isEqualTo(words);
      assertThat(Caller.refusal(() -> decline(leo, each.getName())).getMessage()).isEqualTo(words);
    }
    assertThat(Caller.code(() -> accept(leo, expired.getName())))
        .isEqualTo(Code.FAILED_PRECONDITION);
    region.ann().delete(INVITATION, accepted.getName());
    assertThat(Caller.code(() -> accept(leo, accepted.getName())))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(bindings("user:leo@example.com")).hasSize(1);
  }

  @Test
  void peopleFindWhatTheyAreInvitedTo() {
    ProjectInvitation open = invite(offer("pia@example.com"));
    ProjectInvitation over = invite(offer("pia@example.com"));
    invite(offer("somebody@example.com"));
    outdate(over);
    Caller pia = person("pia@example.com");
    for (String parent : List.of("", "projects/-", COLD_CHAIN)) {
      assertThat(mine(pia, parent, ""))
          .extracting(ProjectInvitation::getName)
          .containsExactlyInAnyOrder(open.getName(), over.getName());
      assertThat(mine(pia, parent, "invitation.state = \"PENDING\""))
          .extracting(ProjectInvitation::getName)
          .containsExactly(open.getName());
      assertThat(mine(pia, parent, "invitation.state = \"EXPIRED\""))
          .extracting(ProjectInvitation::getName)
          .containsExactly(over.getName());
    }
    assertThat(mine(pia, "projects/globex-plant", "")).isEmpty();
    assertThat(mine(region.person("pia", "pia@example.com", false), "", "")).isEmpty();
    assertThat(Caller.code(() -> mine(pia, "devices/-", ""))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void resendingOpensItForAnotherWeek() {
    ProjectInvitation made = invite(offer("rio@example.com"));
    outdate(made);
    Invitation again = resend(region.ann(), made.getName());
    assertThat(again.getState()).isEqualTo(State.PENDING);
    assertThat(Timestamps.toMillis(again.getExpirationDate()))
        .isGreaterThan(System.currentTimeMillis() + (WEEK - 60) * 1_000);
    assertThat(Caller.code(() -> resend(person("rio@example.com"), made.getName())))
        .isEqualTo(Code.PERMISSION_DENIED);
    accept(person("rio@example.com"), made.getName());
    assertThat(Caller.code(() -> resend(region.ann(), made.getName())))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void anInvitationOfSomebodyWhoIsGoneIsWorthNothing() {
    Caller hal = person("hal@acme.example");
    ProjectInvitation made = invite(hal, offer("sam@example.com"));
    String row = EmailHolders.userOf(issuer.issuer(), "hal@acme.example");
    await().ignoreExceptions().until(() -> region.operator().get(USER, row).name(), name -> true);
    region.operator().delete(USER, row);
    assertThat(Caller.code(() -> accept(person("sam@example.com"), made.getName())))
        .isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(bindings("user:sam@example.com")).isEmpty();
  }

  @Test
  void groupsAndOrganizationsAreJoinedTheSameWay() {
    String group =
        region
            .ann()
            .create(
                Caller.type("iam.edgelq.com/Group"),
                "organizations/acme",
                Group.newBuilder()
                    .setName("organizations/acme/groups/crew")
                    .setDisplayName("Crew")
                    .build())
            .name();
    OrganizationInvitation made =
        region
            .ann()
            .create(
                OF_ORGANIZATION,
                "organizations/acme",
                OrganizationInvitation.newBuilder()
                    .setInvitation(offer("uma@example.com").addGroups(group))
                    .build())
            .as(OrganizationInvitation.class);
    person("uma@example.com")
        .call(
            "ntt.iam.v1.OrganizationInvitationService/AcceptOrganizationInvitation",
            AcceptOrganizationInvitationRequest.newBuilder().setName(made.getName()).build(),
            AcceptOrganizationInvitationResponse.getDefaultInstance());
    assertThat(
            region
                .ann()
                .list(Caller.type("iam.edgelq.com/GroupMember"), ListRequest.of(group))
                .resources())
        .singleElement()
        .satisfies(row -> assertThat(row.toStringUtf8()).contains("user:uma@example.com"));
    assertThat(person("uma@example.com").get(TestRegion.PROJECT, COLD_CHAIN).name())
        .isEqualTo(COLD_CHAIN);
  }
}
