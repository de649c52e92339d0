package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who came in and went out is a line of the log each (OWASP ASVS 5.0, 16.3.1), without secrets. */
class SignInLogTest {

  @Test
  void aSignInAndItsEndAreOneLineEachAndHoldNoSecret() {
    var log = new Lines();
    try (var console = GuardedConsole.start()) {
      Visitor ann = console.visitor();
      URI authorization = ann.sentToTheProvider("/");
      String code = console.provider().agreed(authorization, "ann");
      log.follow();

      ann.get(ann.callback(authorization, code));
      assertThat(log.said).hasSize(1);
      assertThat(log.said.getFirst())
          .contains("Somebody signed in", "principal=\"ann\"", "address=\"127.0.0.1\"");

      console.visitor().endsAtProvider(who -> who.subject("ann"));
      await().until(() -> log.said.size() > 1);
      assertThat(log.said).hasSize(2);
      assertThat(log.said.getLast()).contains("A sign-in has ended", "principal=\"ann\"");

      assertThat(String.join(" ", log.said))
          .doesNotContain(
              code, Visitor.state(authorization), ann.session().orElseThrow(), "access-", "eyJ");
    } finally {
      log.leave();
    }
  }

  /** All that is said, values included. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Logger everybody =
        (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    final List<String> said = new CopyOnWriteArrayList<>();

    void follow() {
      start();
      everybody.addAppender(this);
    }

    void leave() {
      everybody.detachAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLoggerName().startsWith("dev.edgewatch.console")) {
        said.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
      }
    }
  }
}
