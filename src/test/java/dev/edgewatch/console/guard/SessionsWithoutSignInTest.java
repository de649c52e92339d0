package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sessions are given to everybody who asks for a page. */
class SessionsWithoutSignInTest {
  private static final int MORE_THAN_ARE_KEPT = 10_050;
  private static final int AT_ONCE = 16;

  @Test
  void theOldestGoWhenThereAreTooManyAndWhoIsSignedInStays() throws InterruptedException {
    try (var console = GuardedConsole.start()) {
      Visitor ann = console.visitor();
      ann.signIn("/", "ann");
      Visitor early = console.visitor();
      URI earlier = early.sentToTheProvider("/");

      assertThat(sessionsOfStrangers(console)).isEqualTo(MORE_THAN_ARE_KEPT);

      Visitor late = console.visitor();
      URI later = late.sentToTheProvider("/");
      assertThat(ann.isSignedIn()).isTrue();
      assertThat(
              early
                  .get(early.callback(earlier, console.provider().agreed(earlier, "bob")))
                  .statusCode())
          .isEqualTo(401);
      assertThat(
              late.get(late.callback(later, console.provider().agreed(later, "carl"))).statusCode())
          .isEqualTo(302);
    }
  }

  private static int sessionsOfStrangers(GuardedConsole console) throws InterruptedException {
    AtomicInteger given = new AtomicInteger();
    Semaphore turns = new Semaphore(AT_ONCE);
    try (var strangers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
        turns.acquire();
        strangers.execute(
            () -> {
              String answer =
                  RawCall.send(
                      console.port(),
                      "GET / HTTP/1.1",
                      "Host: localhost",
                      "Accept: text/html",
                      "Connection: close");
              turns.release();
              if (answer.contains("Set-Cookie: EDGEWATCH=")) {
                given.incrementAndGet();
              }
            });
      }
    }
    return given.get();
  }
}
