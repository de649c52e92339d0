package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.console.ScriptedProvider;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.TestRegion;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Somebody whom the provider does not let in any more, and who only watches
 * (quality/reliability.md, P04 and P06). The provider tells nobody; its refusal to renew his token
 * does.
 */
class LockedOutTest {
  private static final Duration LIFE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(35);

  private static TestIssuer issuer;
  private static TestRegion region;
  private static GuardedConsole console;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    region.announce(region.port(), "meta.goten.com", "iam.edgelq.com", "devices.edgelq.com");
    ScriptedProvider provider = new ScriptedProvider();
    provider.accessTokensLast(LIFE);
    provider.accessTokens(
        subject ->
            subject.equals(ScriptedProvider.CLIENT)
                ? issuer.client(subject)
                : issuer.person(subject + "@acme.example"));
    console =
        GuardedConsole.at(
            provider,
            "--edgewatch.console.bootstrap=127.0.0.1:" + region.port(),
            "--edgewatch.console.session.idle=" + IDLE.toSeconds() + "s");
    await().until(() -> region.openStreams() > 0);
  }

  @AfterAll
  static void stop() {
    console.close();
    region.close();
    issuer.close();
  }

  private static ScriptedProvider provider() {
    return console.provider();
  }

  private static OpenPage watching(Visitor visitor, String subject) {
    visitor.signIn("/", subject);
    OpenPage page = new OpenPage(visitor, console);
    long before = region.openStreams();
    page.shows();
    await().until(() -> region.openStreams() > before);
    return page;
  }

  @Test
  void losesHisPagesAndHisWatchesWhenHisTokenIsOver() {
    OpenPage carls = watching(console.visitor(), "carl");
    long without = region.openStreams();
    Visitor ann = console.visitor();
    OpenPage anns = watching(ann, "ann");

    provider().lockOut("ann");

    await()
        .atMost(LIFE.plusSeconds(5))
        .until(() -> !anns.push().isOpen() && region.openStreams() <= without);
    assertThat(ann.isSignedIn()).isFalse();
    assertThat(carls.push().isOpen()).isTrue();
    assertThat(region.openStreams()).isEqualTo(without);
  }

  @Test
  void whoOnlyWatchesIsRenewedAndIdleAllTheSame() {
    int before = provider().renewals();
    Visitor dora = console.visitor();
    OpenPage doras = watching(dora, "dora");

    await().atMost(LIFE.multipliedBy(3)).until(() -> provider().renewals() >= before + 2);
    assertThat(doras.push().isOpen()).isTrue();
    await().atMost(IDLE).until(() -> !doras.push().isOpen());
    assertThat(dora.isSignedIn()).isFalse();
  }
}
