package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way of somebody who is invited, from the link to the day on which he has to go again. */
class InvitationFlowTest {
  private static final String NORA = "nora@harbor-foods.example";

  @RegisterExtension final OneDemo one = new OneDemo();
  private Operator operator;

  @BeforeEach
  void anOperator() {
    operator = new Operator(one.demo());
  }

  @AfterEach
  void theOperatorLeaves() {
    operator.close();
  }

  @Test
  void whoIsInvitedWatchesDevicesUntilTheRoleIsTakenAwayAndAgainWhenItIsGiven() {
    ConsolePage ann = one.ann(Members.PATH);
    Members.invite(ann, NORA, "Viewer");
    ann.picture("invited");
    String link = Members.copiedLink(ann, NORA);

    ConsolePage nora = one.page().openSignIn("nora", link);
    Locator invitation = nora.id("invitation");
    assertThat(invitation).hasAttribute("data-state", "pending");
    assertThat(invitation).containsText("ann@acme.example");
    assertThat(invitation).containsText("Acme Cold Chain");
    assertThat(invitation).containsText(NORA);
    assertThat(nora.id("invitation-roles")).containsText("Viewer");
    assertThat(nora.id("invitation-roles")).containsText("see devices");
    assertThat(nora.id("invitation-roles")).containsText("change settings");
    nora.picture("invitation");
    nora.id("invitation-accept").click();

    nora.settledGrid();
    assertThat(Members.row(ann, NORA)).isVisible();
    assertThat(ann.id("invitations-grid")).containsText("Accepted");
    seesWhatHappensAndChangesNothing(nora);

    nora.page().evaluate("window.stillTheSame = true");
    Members.remove(ann, NORA);
    assertThat(nora.id("page-closed")).containsText("devices.watch");
    assertThat(rows(nora)).hasCount(0);
    nora.picture("access-taken-away");

    Members.give(ann, NORA, "Viewer");
    nora.settledGrid();
    assertThat(rows(nora).first()).isVisible();
    assertThat(nora.id("page-closed")).hasCount(0);
    assertThat(nora.id("create-device")).hasAttribute("aria-disabled", "true");
    if (!Boolean.TRUE.equals(nora.page().evaluate("window.stillTheSame"))) {
      throw new AssertionError("the page was loaded anew; expected it to open by itself");
    }
    nora.open(link);
    assertThat(invitation).hasAttribute("data-state", "accepted");
    nora.picture("invitation-accepted");
    Members.remove(ann, NORA);
  }

  private void seesWhatHappensAndChangesNothing(ConsolePage nora) {
    Locator create = nora.id("create-device");
    assertThat(create).hasAttribute("aria-disabled", "true");
    assertThat(create).hasAttribute("aria-description", Pattern.compile("devices\\.create"));
    create.focus();
    assertThat(create).isFocused();
    nora.picture("viewer-devices");

    nora.filter("display_name = \"Seen by Nora\"");
    assertThat(rows(nora)).hasCount(0);
    String device =
        operator.create(
            "devices.edgelq.com/Device",
            Members.PROJECT + "/regions/eastus2",
            Device.newBuilder().setDisplayName("Seen by Nora").build());
    assertThat(rows(nora)).hasCount(1);
    operator.delete("devices.edgelq.com/Device", device);
    assertThat(rows(nora)).hasCount(0);
    nora.id("empty-clear").click();
    assertThat(rows(nora).first()).isVisible();
  }

  private static Locator rows(ConsolePage console) {
    return console.page().locator("[data-testid^=devices-row-]:visible");
  }

  @Test
  void anInvitationThatWasRevokedOrIsForSomebodyElseReadsLikeNone() {
    ConsolePage ann = one.ann(Members.PATH);
    Members.invite(ann, NORA, "Viewer");
    String link = Members.copiedLink(ann, NORA);

    ConsolePage grace = one.page().openSignIn("grace", link);
    assertThat(grace.id("invitation")).hasAttribute("data-state", "unknown");
    assertThat(grace.id("invitation-unknown")).containsText("grace@acme.example");
    grace.picture("invitation-foreign");

    ConsolePage nora = one.as("nora", "/");
    assertThat(nora.id("projects").getByTestId("my-invitations")).containsText("Acme Cold Chain");
    nora.picture("my-invitations");
    Locator revoke = Members.act(ann, NORA, "revoke");
    revoke.click();
    Devices.confirm(ann);
    assertThat(revoke).hasCount(0);
    nora.open(link);
    assertThat(nora.id("invitation")).hasAttribute("data-state", "unknown");
  }

  @Test
  void inTheDemoTheMailWithTheLinkIsInTheOutbox() {
    ConsolePage ann = one.ann(Members.PATH);
    Members.invite(ann, NORA, "Viewer");
    String copied = Members.copiedLink(ann, NORA);
    ann.id("outbox-open").click();
    Locator mail = ann.id("outbox-mail-" + NORA).first();
    assertThat(mail).containsText("Acme Cold Chain");
    ann.picture("outbox");
    String href = mail.getByTestId("outbox-link").getAttribute("href");

    ConsolePage nora = one.page().openSignIn("nora", href.substring(href.indexOf("/invitations")));
    assertThat(nora.id("invitation")).hasAttribute("data-state", "pending");
    ann.id("outbox-close").click();
    assertThat(ann.id("outbox")).hasCount(0);
    Members.act(ann, NORA, "revoke").click();
    Devices.confirm(ann);
    nora.open(copied);
    assertThat(nora.id("invitation")).hasAttribute("data-state", "unknown");
  }

  @Test
  void anInvitationIsDeclinedOnce() {
    ConsolePage ann = one.ann(Members.PATH);
    Members.invite(ann, NORA, "Viewer");
    String link = Members.copiedLink(ann, NORA);

    ConsolePage nora = one.page(ColorScheme.DARK).openSignIn("nora", link);
    assertThat(nora.id("invitation")).hasAttribute("data-state", "pending");
    nora.picture("invitation-dark");
    nora.id("invitation-decline").click();
    assertThat(nora.id("invitation")).hasAttribute("data-state", "declined");

    assertThat(ann.id("invitations-grid")).containsText("Declined");
    nora.open(link);
    assertThat(nora.id("invitation")).hasAttribute("data-state", "declined");
    nora.picture("invitation-declined-dark");
  }

  @Test
  void anInvitationRunsOut() {
    Instant end = Instant.now().plusSeconds(2);
    String name = invitation(end);
    await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(end));

    ConsolePage nora = one.page().openSignIn("nora", "/invitations?name=" + name);
    assertThat(nora.id("invitation")).hasAttribute("data-state", "expired");
    nora.picture("invitation-expired");
    operator.delete("iam.edgelq.com/ProjectInvitation", name);
  }

  private String invitation(Instant end) {
    return operator.create(
        "iam.edgelq.com/ProjectInvitation",
        Members.PROJECT,
        ProjectInvitation.newBuilder()
            .setInvitation(
                Invitation.newBuilder()
                    .setInviteeEmail(NORA)
                    .setExpirationDate(Timestamps.fromMillis(end.toEpochMilli()))
                    .addBindingRoles(
                        Invitation.BindingRole.newBuilder().setRole(Members.ROLES + "viewer")))
            .build());
  }
}
