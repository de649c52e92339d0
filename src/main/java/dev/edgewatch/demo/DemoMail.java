package dev.edgewatch.demo;

import dev.edgewatch.region.MailSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The mail server of the demo, for this machine only. It delivers nothing: each mail becomes a file
 * that any mail program opens, and is in the outbox that the console shows.
 */
final class DemoMail implements AutoCloseable {
  private static final int TRY_AGAIN = 451;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SMTPServer server;
  private final DemoOutbox outbox;

  private DemoMail(SMTPServer server, DemoOutbox outbox) {
    this.server = server;
    this.outbox = outbox;
  }

  /**
   * @param folder for the mails; made when it is not there
   */
  static DemoMail start(Path folder, Clock clock) {
    try {
      Files.createDirectories(folder);
    } catch (IOException cannotWrite) {
      throw new CannotStart("The folder " + folder + " for mails cannot be made.", cannotWrite);
    }
    DemoOutbox outbox = new DemoOutbox();
    SMTPServer server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandler(
                (context, from, to, data) -> {
                  Instant sent = clock.instant();
                  write(folder, sent, to, data);
                  outbox.take(sent, data);
                })
            .build();
    server.start();
    return new DemoMail(server, outbox);
  }

  /** A mail that cannot be written is refused, so its sender tries again. */
  private static void write(Path folder, Instant sent, String to, byte[] mail)
      throws RejectException {
    String name = TIME.format(sent) + "-" + to.replaceAll("[^A-Za-z0-9@._-]", "_");
    try {
      Files.write(folder.resolve(name + ".eml"), mail, StandardOpenOption.CREATE_NEW);
    } catch (IOException cannotWrite) {
      throw new RejectException(TRY_AGAIN, "the mail cannot be written now");
    }
  }

  /** What was sent since the start. */
  DemoOutbox outbox() {
    return outbox;
  }

  /** What a region needs to send mail here. */
  MailSettings settings(String console) {
    return new MailSettings(
        "localhost",
        server.getPortAllocated(),
        false,
        Optional.empty(),
        "edgewatch@localhost",
        URI.create(console));
  }

  @Override
  public void close() {
    server.stop();
  }
}
