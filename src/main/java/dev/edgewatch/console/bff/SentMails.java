package dev.edgewatch.console.bff;

import java.time.Instant;
import java.util.List;

/**
 * Mails that the regions have sent. Present only where the console is beside the server that takes
 * them and delivers nothing: in the demo. Thread-safe; no method blocks.
 */
public interface SentMails {

  /** Those with a link to an invitation to a project or organization, the newest first. */
  List<Mail> inviting(String scope);

  /**
   * Tells of each further mail until it is closed.
   *
   * @param onMail called on any thread; returns at once
   */
  Watching watch(Runnable onMail);

  /** Ends a watch. */
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A mail as it was sent.
   *
   * @param link to the invitation
   */
  record Mail(Instant sent, String to, String subject, String text, String link) {}
}
