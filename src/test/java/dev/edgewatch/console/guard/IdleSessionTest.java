package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
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

  /** Idle alone would have ended it much sooner, and does not while somebody does something. */
  @Test
  void theLongestLifeEndsWhateverPeopleDo() {
    try (var console =
        GuardedConsole.start(
            "--edgewatch.console.session.idle=3s", "--edgewatch.console.session.longest=9s")) {
      Instant begun = Instant.now();
      Visitor ann = console.visitor();
      ann.signIn("/", "ann");
      OpenPage page = new OpenPage(ann, console);
      String mark = OpenPage.nodeWith("data-idle", page.shows());

      await()
          .atMost(SOON)
          .until(
              () -> {
                page.event(mark, "active");
                return !page.push().isOpen();
              });
      assertThat(ann.isSignedIn()).isFalse();
      assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(8));
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
