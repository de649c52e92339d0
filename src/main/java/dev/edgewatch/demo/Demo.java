package dev.edgewatch.demo;

import dev.edgewatch.demo.idp.DemoClient;
import dev.edgewatch.demo.idp.DemoIdentityProvider;
import dev.edgewatch.demo.idp.DemoPerson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The running demo. Started and stopped as a whole, in the order in which its parts need each other.
 *
 * <p>May be started several times in one process, on different folders and ports.
 */
public final class Demo implements AutoCloseable {
  /** Ids of the demo's regions. */
  public static final List<String> REGIONS = List.of("us-west2", "eastus2", "japaneast");

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final DemoOptions options;
  private final String url;

  private Demo(DemoOptions options, int port) {
    this.options = options;
    this.url = "http://localhost:" + port;
  }

  /**
   * Starts everything; returns when the console answers.
   *
   * @throws CannotStart if something that it needs is missing or taken
   */
  public static Demo start(DemoOptions options) {
    Demo demo = new Demo(options, Ports.claim(options.port(), "--port"));
    try {
      demo.startAll();
      return demo;
    } catch (RuntimeException failed) {
      demo.close();
      throw failed;
    }
  }

  private void startAll() {
    DemoDirectory directory = closeLater(DemoDirectory.open(options.data()));
    if (options.fresh()) {
      directory.clear();
    }
    closeLater(EmbeddedDatabases.start(directory, REGIONS));
    DemoIdentityProvider provider =
        new DemoIdentityProvider(
            url,
            directory.resolve("signing-key.jwk"),
            DemoClient.newSecret(),
            DemoPerson.all(),
            List.of(DemoClient.operator(), DemoClient.fleet("acme")));
    ConfigurableApplicationContext web = WebPart.start(options, url, directory, provider, "localhost:" + options.regionPort());
    closeLater(web::close);
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    started.push(part);
    return part;
  }

  /** Where the console is. */
  public String url() {
    return url;
  }

  /** Stops everything in the reverse order, also what follows when one part fails to stop. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception failed) {
        if (first == null) {
          first = new IllegalStateException("the demo did not stop cleanly", failed);
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
