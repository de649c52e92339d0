package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.InvitedTo;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.region.MailSettings;
import dev.edgewatch.resource.ProtoTimes;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * The mail about an invitation, plain text in the language of the invitation. Its link holds the
 * name of the invitation and no secret: who follows it signs in with the invited address. What
 * people have typed is put into one line each, so that it is neither header nor another paragraph.
 */
record InvitationLetter(MailSettings settings) {
  private static final int LONGEST = 200;

  MimeMessage about(MimeMessage letter, InvitationType type, Message row) {
    Invitation invitation = type.of(row);
    String name = type.type().nameOf(row);
    Words words = Words.of(invitation.getLanguageCode());
    String scope = scope(row, type.type().parseName(name).parent().text());
    try {
      MimeMessageHelper helper = new MimeMessageHelper(letter, "UTF-8");
      helper.setFrom(settings.from());
      helper.setTo(invitation.getInviteeEmail());
      helper.setSubject(words.subject.formatted(scope));
      helper.setText(
          words.body.formatted(inviter(invitation), scope, link(name), until(invitation)));
      letter.setHeader("Content-Language", words.language);
      letter.setHeader("Auto-Submitted", "auto-generated");
      return letter;
    } catch (MessagingException malformed) {
      throw new MailPreparationException("the mail about " + name + " cannot be made", malformed);
    }
  }

  private String link(String name) {
    return settings.console()
        + "/invitations?name="
        + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static String scope(Message row, String name) {
    String title = InvitedTo.title(row);
    return line(title.isBlank() ? name.substring(name.indexOf('/') + 1) : title);
  }

  private static String inviter(Invitation invitation) {
    String name = invitation.getInviterFullName();
    String email = invitation.getInviterEmail();
    String both = name.isBlank() ? email : email.isBlank() ? name : name + " (" + email + ")";
    return both.isBlank() ? "Edgewatch" : line(both);
  }

  private static String until(Invitation invitation) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(ProtoTimes.instant(invitation.getExpirationDate()));
  }

  /** One line of printable text. */
  private static String line(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
  }

  /** What is said, in one language. */
  private record Words(String language, String subject, String body) {
    private static final Words ENGLISH =
        new Words(
            "en-US",
            "Invitation to %s",
            """
            %s invites you to %s.

            Sign in with this e-mail address to accept or decline:
            %s

            The invitation is open until %s. If you do not expect it, ignore this mail.
            """);
    private static final Words JAPANESE =
        new Words(
            "ja-JP",
            "%s への招待",
            """
            %s さんから %s に招待されました。

            このメールアドレスでサインインし、承諾または辞退してください。
            %s

            招待の有効期限は %s です。お心当たりのない場合は、このメールを無視してください。
            """);

    static Words of(String languageCode) {
      return languageCode.equals("ja-jp") ? JAPANESE : ENGLISH;
    }
  }
}
