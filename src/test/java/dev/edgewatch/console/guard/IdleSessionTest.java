package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sign-ins end by the clock, whatever pages do by themselves. */
class IdleSessionTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void pagesThatAreOnlyOpenKeepNothingAlive() {
    try (var console =
        GuardedConsole.start(
            "--edgewatch.console.session.idle=3s", "--edgewatch.console.session.longest=1h")) {
      Visitor ann = console.visitor();
      ann.signIn("/", "ann");

      await().atMost(SOON).until(() -> beats(ann, console) && !ann.isSignedIn());
    }
  }

  @Test
  void theLongestLifeEndsWhateverPeopleDo() {
    try (var console =
        GuardedConsole.start(
            "--edgewatch.console.session.idle=4s", "--edgewatch.console.session.longest=4s")) {
      Visitor ann = console.visitor();
      ann.signIn("/", "ann");
      assertThat(ann.isSignedIn()).isTrue();

      await().atMost(SOON).until(() -> !ann.isSignedIn());
    }
  }

  /** As a page does that nobody looks at. */
  private static boolean beats(Visitor visitor, GuardedConsole console) {
    visitor.send(
        visitor
            .request("/?v-r=heartbeat&v-uiId=0")
            .header("Origin", console.url())
            .POST(HttpRequest.BodyPublishers.noBody()));
    return true;
  }
}
