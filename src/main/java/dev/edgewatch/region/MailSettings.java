package dev.edgewatch.region;

import java.net.URI;
import java.util.Optional;

/**
 * How a region sends mail.
 *
 * @param host of the SMTP server
 * @param port of the SMTP server
 * @param startTls whether it must offer TLS on that port
 * @param login when the server wants one
 * @param from address of the sender
 * @param console where people reach the console, for links, without a slash at the end
 */
public record MailSettings(
    String host, int port, boolean startTls, Optional<Login> login, String from, URI console) {
  public MailSettings {
    if (port < 1 || port > 65_535) {
      throw new RegionStartException(
          "the setting edgewatch.region.mail.port is " + port + "; expected 1 to 65535");
    }
    if (!from.matches("[^@\\s]{1,64}@[^@\\s]{1,255}")) {
      throw new RegionStartException(
          "the setting edgewatch.region.mail.from is '" + from + "'; expected a mail address");
    }
    if (console.getScheme() == null || !console.getScheme().matches("https?")) {
      throw new RegionStartException(
          "the setting edgewatch.region.mail.console is '"
              + console
              + "'; expected an http or https address");
    }
  }

  /** User and password for the SMTP server. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }
}
