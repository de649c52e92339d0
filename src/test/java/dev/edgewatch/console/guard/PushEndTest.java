package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** However a sign-in ends, the push connections of its pages are closed by the console at once. */
class PushEndTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @Test
  void whenNobodyDoesAnything() {
    try (var console = GuardedConsole.start("--edgewatch.console.session.idle=3s")) {
      Visitor ann = console.visitor();
      ann.signIn("/", "ann");
      OpenPage page = new OpenPage(ann, console);
      assertThat(page.push().isOpen()).isTrue();

      await().atMost(AT_ONCE.plusSeconds(3)).until(() -> !page.push().isOpen());
      assertThat(ann.isSignedIn()).isFalse();
    }
  }

  @Test
  void whenTheProviderOrAnotherSignInEndsIt() {
    try (var console = GuardedConsole.start()) {
      Visitor carl = console.visitor();
      carl.signIn("/", "carl");
      OpenPage carls = new OpenPage(carl, console);
      Visitor ann = console.visitor();
      ann.signIn("/", "ann");
      OpenPage anns = new OpenPage(ann, console);
      assertThat(carls.beat().statusCode()).isEqualTo(200);

      console.visitor().endsAtProvider(who -> who.subject("carl"));
      await().atMost(AT_ONCE).until(() -> !carls.push().isOpen());
      assertThat(carls.beat().statusCode()).as("told that its sign-in has ended").isEqualTo(403);
      assertThat(anns.push().isOpen()).isTrue();

      URI next = URI.create(Visitor.next(ann.get("/oauth2/authorization/edgewatch")));
      ann.get(ann.callback(next, console.provider().agreed(next, "bob")));
      await().atMost(AT_ONCE).until(() -> !anns.push().isOpen());
      assertThat(ann.isSignedIn()).isTrue();
    }
  }
}
