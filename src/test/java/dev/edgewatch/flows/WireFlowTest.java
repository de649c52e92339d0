package dev.edgewatch.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.secrets.v1.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What somebody may not see does not leave the console for his browser, hidden or not
 * (CVE-2023-25499 was Vaadin's).
 */
class WireFlowTest {
  private static final String PROJECT = Members.PROJECT;
  private static final String HERE = "/organizations/acme/" + PROJECT;
  private static final String TYPES = HERE + "/types/";

  private static final String CLOSED = "[data-testid=page-closed], [data-testid$=-denied]";

  /** Pages that are closed to a viewer, and what somebody reads there who is let in. */
  private static final Map<String, String> CLOSED_PAGES =
      Map.of(
          HERE + "/members", "withheld-invitee@acme.example",
          TYPES + "iam.edgelq.com/roleBindings", "withheld-member@acme.example",
          TYPES + "iam.edgelq.com/groups?columns=name,description", "withheld group",
          TYPES + "iam.edgelq.com/groups/yaml/groups/withheld", "withheld group",
          TYPES + "iam.edgelq.com/serviceAccounts", "withheld robot",
          TYPES + "secrets.edgelq.com/secrets", "withheld secret");

  /** In nothing that a browser hears: tokens of anybody, keys, and what a secret holds. */
  private static final List<String> NEVER = List.of("eyJ", "PRIVATE KEY", "d2l0aGhlbGQ=");

  @RegisterExtension final OneDemo one = new OneDemo();
  private final Map<String, String> made = new LinkedHashMap<>();
  private Operator operator;

  @BeforeEach
  void whatAViewerMayNotSee() {
    operator = new Operator(one.demo());
    make(
        "iam.edgelq.com/RoleBinding",
        RoleBinding.newBuilder()
            .setRole(Members.ROLES + "viewer")
            .setMember("user:withheld-member@acme.example")
            .build());
    make(
        "iam.edgelq.com/ProjectInvitation",
        ProjectInvitation.newBuilder()
            .setInvitation(
                Invitation.newBuilder()
                    .setInviteeEmail("withheld-invitee@acme.example")
                    .addBindingRoles(
                        Invitation.BindingRole.newBuilder().setRole(Members.ROLES + "viewer")))
            .build());
    make(
        "iam.edgelq.com/Group",
        Group.newBuilder()
            .setName(PROJECT + "/groups/withheld")
            .setDisplayName("Night shift")
            .setDescription("withheld group")
            .build());
    make(
        "iam.edgelq.com/ServiceAccount",
        ServiceAccount.newBuilder()
            .setName(PROJECT + "/regions/us-west2/serviceAccounts/withheld")
            .setDisplayName("withheld robot")
            .build());
    make(
        "secrets.edgelq.com/Secret",
        Secret.newBuilder()
            .setName(PROJECT + "/secrets/withheld")
            .setDisplayName("withheld secret")
            .putData("key", "d2l0aGhlbGQ=")
            .build());
  }

  private void make(String type, Message resource) {
    String parent = type.endsWith("/ServiceAccount") ? PROJECT + "/regions/us-west2" : PROJECT;
    made.put(type, operator.create(type, parent, resource));
  }

  @AfterEach
  void goneAgain() {
    made.forEach(operator::delete);
    operator.close();
  }

  @Test
  void whatAViewerMayNotReadIsNotSentToHim() {
    ConsolePage ben = one.page();
    Wire owner = Wire.of(ben);
    ben.signIn("ben", "/");
    CLOSED_PAGES.forEach(
        (path, text) -> {
          ben.open(path);
          ben.page().waitForCondition(() -> owner.carried(text));
        });
    ConsolePage grace = one.page();
    Wire viewer = Wire.of(grace);
    grace.signIn("grace", ConsolePage.devicesPath()).settledGrid();
    grace.open(ConsolePage.devicesPath() + "/us-west2/cr-lax-01/yaml");
    grace.id("device-detail").waitFor();
    for (String path : CLOSED_PAGES.keySet()) {
      grace.open(path);
      grace.page().locator(CLOSED).first().waitFor();
    }

    assertThat(CLOSED_PAGES.values()).allMatch(owner::carried);
    assertThat(viewer.carried("cr-lax-01")).isTrue();
    assertThat(CLOSED_PAGES.values()).noneMatch(viewer::carried);
    assertThat(NEVER).noneMatch(viewer::carried).noneMatch(owner::carried);
    assertThat(viewer.messages()).isGreaterThan(CLOSED_PAGES.size());
  }
}
