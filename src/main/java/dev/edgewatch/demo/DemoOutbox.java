package dev.edgewatch.demo;

import dev.edgewatch.console.bff.SentMails;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last mails about invitations, for the console to show. All of them are files. */
final class DemoOutbox implements SentMails {
  private static final int KEPT = 200;
  private static final Pattern LINK = Pattern.compile("https?://\\S+/invitations\\?name=(\\S+)");

  private final ConcurrentLinkedDeque<Mail> mails = new ConcurrentLinkedDeque<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Takes a mail, unless it is about something else or cannot be read. */
  void take(Instant sent, byte[] mail) {
    read(sent, mail)
        .ifPresent(
            read -> {
              mails.addFirst(read);
              while (mails.size() > KEPT) {
                mails.pollLast();
              }
              listeners.forEach(Runnable::run);
            });
  }

  @Override
  public List<Mail> inviting(String scope) {
    return mails.stream().filter(mail -> invitation(mail.link()).startsWith(scope + "/")).toList();
  }

  @Override
  public Watching watch(Runnable onMail) {
    listeners.add(onMail);
    return () -> listeners.remove(onMail);
  }

  private static Optional<Mail> read(Instant sent, byte[] mail) {
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
      if (!(message.getContent() instanceof String text)) {
        return Optional.empty();
      }
      Matcher link = LINK.matcher(text);
      return link.find()
          ? Optional.of(
              new Mail(
                  sent,
                  InternetAddress.toString(message.getRecipients(RecipientType.TO)),
                  message.getSubject(),
                  text.strip(),
                  link.group()))
          : Optional.empty();
    } catch (MessagingException | IOException unreadable) {
      return Optional.empty();
    }
  }

  private static String invitation(String link) {
    Matcher found = LINK.matcher(link);
    return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
  }
}
