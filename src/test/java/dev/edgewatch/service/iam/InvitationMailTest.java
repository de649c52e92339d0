package dev.edgewatch.service.iam;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.edgewatch.FreePorts;
import dev.edgewatch.access.InvitedTo;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.Invitation.State;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationResponse;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.MailSettings;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails about invitations, over SMTP (quality/reliability.md I04). */
class InvitationMailTest {
  private static final ResourceType INVITATION = Caller.type("iam.edgelq.com/ProjectInvitation");

  private static final String ACME = "organizations/acme";

  private static TestIssuer issuer;

  private final int port = FreePorts.one();
  private final StoreSettings store = TestPostgres.freshDatabase();
  private GreenMail smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
  private TestRegion region;

  @BeforeAll
  static void startIssuer() {
    issuer = new TestIssuer();
  }

  @AfterAll
  static void stopIssuer() {
    issuer.close();
  }

  @BeforeEach
  void start() {
    smtp.start();
    region = region();
    region.seed();
  }

  @AfterEach
  void stop() {
    region.close();
    smtp.stop();
  }

  private TestRegion region() {
    MailSettings mail =
        new MailSettings(
            "127.0.0.1",
            port,
            false,
            Optional.empty(),
            "edgewatch@acme.example",
            URI.create("https://console.example"));
    return TestRegion.on(issuer, store, settings -> settings.withMail(mail));
  }

  private ProjectInvitation invite(String email, String language) {
    return region
        .ann()
        .create(
            INVITATION,
            COLD_CHAIN,
            ProjectInvitation.newBuilder()
                .setInvitation(
                    Invitation.newBuilder().setInviteeEmail(email).setLanguageCode(language))
                .build())
        .as(ProjectInvitation.class);
  }

  private MimeMessage received(int index) {
    assertThat(smtp.waitForIncomingEmail(20_000, index + 1)).isTrue();
    return smtp.getReceivedMessages()[index];
  }

  @Test
  void theInvitedPersonGetsAMailWithALinkAndNoSecret() throws Exception {
    ProjectInvitation made = invite("zoe@example.com", "en-us");
    MimeMessage mail = received(0);
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("zoe@example.com");
    assertThat(mail.getFrom())
        .extracting(Object::toString)
        .containsExactly("edgewatch@acme.example");
    assertThat(mail.getSubject()).isEqualTo("Invitation to acme-cold-chain");
    String name = made.getName().replace("/", "%2F");
    assertThat(mail.getContent().toString())
        .contains("ann@acme.example invites you to acme-cold-chain.")
        .contains("https://console.example/invitations?name=" + name)
        .doesNotContain("zoe@example.com");
    region
        .ann()
        .call(
            "ntt.iam.v1.ProjectInvitationService/ResendProjectInvitation",
            ResendProjectInvitationRequest.newBuilder().setName(made.getName()).build(),
            ResendProjectInvitationResponse.getDefaultInstance());
    assertThat(received(1).getSubject()).isEqualTo("Invitation to acme-cold-chain");
  }

  @Test
  void anOrganizationIsCalledWhatItIsCalledNowAndNotWhatTheInviterSays() throws Exception {
    Organization acme = region.ann().get(TestRegion.ORGANIZATION, ACME).as(Organization.class);
    region.store(TestRegion.ORGANIZATION, acme.toBuilder().setTitle("Acme Group").build());
    OrganizationInvitation made =
        region
            .ann()
            .create(
                Caller.type("iam.edgelq.com/OrganizationInvitation"),
                ACME,
                OrganizationInvitation.newBuilder()
                    .setInvitation(
                        Invitation.newBuilder()
                            .setInviteeEmail("zoe@example.com")
                            .putExtras(InvitedTo.ORGANIZATION_TITLE, "Globex"))
                    .build())
            .as(OrganizationInvitation.class);
    assertThat(InvitedTo.title(made)).isEqualTo("Acme Group");
    assertThat(received(0).getSubject()).isEqualTo("Invitation to Acme Group");
    assertThat(received(0).getContent().toString()).contains("invites you to Acme Group.");
  }

  @Test
  void theLanguageIsThatOfTheInvitation() throws Exception {
    invite("yui@example.com", "ja-jp");
    MimeMessage mail = received(0);
    assertThat(mail.getSubject()).isEqualTo("acme-cold-chain への招待");
    assertThat(mail.getHeader("Content-Language")).containsExactly("ja-JP");
    assertThat(mail.getContent().toString()).contains("招待されました");
  }

  @Test
  void whatPeopleTypeDoesNotBecomeAHeaderOrAParagraph() throws Exception {
    String evil = "Cold\r\nBcc: all@acme.example\r\n\r\nVisit http://evil.example";
    Project project = region.ann().get(TestRegion.PROJECT, COLD_CHAIN).as(Project.class);
    region.store(TestRegion.PROJECT, project.toBuilder().setTitle(evil).build());
    invite("zoe@example.com", "");
    MimeMessage mail = received(0);
    assertThat(mail.getSubject())
        .isEqualTo("Invitation to Cold Bcc: all@acme.example Visit http://evil.example");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getContent().toString().lines().filter(line -> line.startsWith("Visit")))
        .isEmpty();
  }

  @Test
  void aMailThatCouldNotBeSentIsSentAfterARestart() {
    smtp.stop();
    invite("late@example.com", "");
    region.close();
    smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    smtp.start();
    region = region();
    assertThat(received(0)).isNotNull();
  }

  @Test
  void whatHasExpiredIsWrittenDownByItself() {
    ProjectInvitation made = invite("over@example.com", "");
    received(0);
    region.store(
        INVITATION,
        made.toBuilder()
            .setInvitation(
                made.getInvitation().toBuilder()
                    .setExpirationDate(Timestamps.fromMillis(System.currentTimeMillis() - 1)))
            .build());
    region.close();
    region = region();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        region
                            .ann()
                            .get(INVITATION, made.getName())
                            .as(ProjectInvitation.class)
                            .getInvitation()
                            .getState())
                    .isEqualTo(State.EXPIRED));
    assertThat(List.of(smtp.getReceivedMessages())).hasSize(1);
  }
}
