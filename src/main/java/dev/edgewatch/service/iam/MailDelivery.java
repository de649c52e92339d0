package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.own.InvitationMail;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.region.DurableWork;
import dev.edgewatch.region.MailSettings;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends the mails that are written down, after their transactions. One whose invitation is not open
 * any more is not sent; one that cannot be delivered is tried for three days. A crash between
 * sending and crossing off sends a mail twice.
 */
final class MailDelivery implements DurableWork {
  private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
  private static final Duration TRIED = Duration.ofDays(3);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final String TIMEOUT_MILLIS = "10000";

  private final Region region;
  private final ResourceEdits edits;
  private final List<InvitationType> types;
  private final JavaMailSender smtp;
  private final InvitationLetter letters;

  MailDelivery(
      Region region, ResourceEdits edits, MailSettings settings, List<InvitationType> types) {
    this.region = region;
    this.edits = edits;
    this.types = types;
    this.smtp = smtp(settings);
    this.letters = new InvitationLetter(settings);
  }

  private static JavaMailSender smtp(MailSettings settings) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(settings.host());
    sender.setPort(settings.port());
    sender.setDefaultEncoding("UTF-8");
    Properties properties = sender.getJavaMailProperties();
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(settings.startTls()));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(settings.startTls()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    settings
        .login()
        .ifPresent(
            login -> {
              properties.setProperty("mail.smtp.auth", "true");
              sender.setUsername(login.user());
              sender.setPassword(login.password());
            });
    return sender;
  }

  @Override
  public ResourceType type() {
    return Outbox.TYPE;
  }

  @Override
  public Optional<Duration> run(Resource row) {
    InvitationMail mail = row.as(InvitationMail.class);
    Optional<Duration> again = find(mail.getInvitation()).flatMap(found -> send(mail, found));
    if (again.isEmpty()) {
      crossOff(row);
    }
    return again;
  }

  /** One that is open, with its type. */
  private record Open(InvitationType type, Resource row) {}

  private Optional<Open> find(String name) {
    return types.stream()
        .filter(type -> type.type().findName(name).isPresent())
        .findFirst()
        .flatMap(type -> region.watches().get(type.type(), name).map(row -> new Open(type, row)))
        .filter(
            open ->
                InvitationType.stateAt(open.type.of(open.row.message()), region.clock().instant())
                    == Invitation.State.PENDING);
  }

  /** When to try again; empty when it has been delivered or given up. */
  private Optional<Duration> send(InvitationMail mail, Open open) {
    try {
      smtp.send(letters.about(smtp.createMimeMessage(), open.type, open.row.message()));
      return Optional.empty();
    } catch (MailException failed) {
      Instant since = ProtoTimes.instant(mail.getSince());
      boolean over = region.clock().instant().isAfter(since.plus(TRIED));
      LOG.warn(
          "the mail about {} is not sent{}: {}",
          mail.getInvitation(),
          over ? ", for good" : " now",
          failed.getClass().getSimpleName());
      return over ? Optional.empty() : Optional.of(AGAIN);
    }
  }

  private void crossOff(Resource row) {
    ResourceName name = Outbox.TYPE.parseName(row.name());
    WriteContext context = new WriteContext("region:" + region.id(), UUID.randomUUID().toString());
    edits.inSession(
        context,
        session -> {
          session.get(name).ifPresent(session::delete);
          return name;
        });
  }
}
