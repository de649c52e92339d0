package dev.edgewatch.processes;

import dev.edgewatch.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The provider of the demo, as a process of its own. */
final class OwnIdentity implements IdentityAtHand {
  private final String url;
  private final RoleProcess process;

  /**
   * @param console where people reach the console
   */
  OwnIdentity(Path folder, String console) {
    int port = FreePorts.one();
    url = "http://localhost:" + port;
    process =
        RoleProcess.start(
                folder,
                "identity",
                List.of(
                    "--port=" + port,
                    "--console-url=" + console,
                    "--console-secret=" + CONSOLE_SECRET,
                    "--operator-secret=" + OPERATOR_SECRET))
            .awaitOk(url + "/.well-known/openid-configuration");
  }

  @Override
  public String issuer() {
    return url;
  }

  @Override
  public URI jwks() {
    return URI.create(url + "/idp/jwks");
  }

  @Override
  public URI tokens() {
    return URI.create(url + "/idp/token");
  }

  @Override
  public void close() {
    process.close();
  }
}
