package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Push connections that somebody asks for whose they are not. {@code OwnOriginTest} has sites. */
class ForeignSocketsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** An id has 122 random bits; what matters is that none of many is treated otherwise. */
  private static final int GUESSES = 1_000;

  private static final int AT_ONCE = 200;

  private static GuardedConsole console;

  @BeforeAll
  static void start() {
    console = GuardedConsole.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static OpenPage pageOf(Visitor visitor, String subject) {
    visitor.signIn("/", subject);
    return new OpenPage(visitor, console);
  }

  private static PushSocket asked(Optional<String> session, OpenPage page, String pushId) {
    return PushSocket.open(console, session, page.number(), pushId);
  }

  @Test
  void areToldToBeginAnewAndNothingElse() {
    Visitor nora = console.visitor();
    OpenPage noras = pageOf(nora, "nora");
    OpenPage anns = pageOf(console.visitor(), "ann");

    List<PushSocket> foreign =
        Stream.of(anns.pushId(), "", noras.pushId() + "0")
            .map(pushId -> asked(nora.session(), noras, pushId))
            .toList();

    await()
        .atMost(SOON)
        .until(() -> foreign.stream().allMatch(ForeignSocketsTest::isToldToBeginAnew));
    assertThat(noras.push().isOpen()).isTrue();
  }

  @Test
  void areToldNothingHoweverOftenAnIdIsGuessed() {
    Visitor nora = console.visitor();
    OpenPage noras = pageOf(nora, "nora");

    for (int guessed = 0; guessed < GUESSES; guessed += AT_ONCE) {
      List<PushSocket> foreign =
          Stream.generate(() -> UUID.randomUUID().toString())
              .limit(AT_ONCE)
              .map(pushId -> asked(nora.session(), noras, pushId))
              .toList();
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(SOON)
          .until(() -> foreign.stream().allMatch(ForeignSocketsTest::isToldToBeginAnew));
      foreign.forEach(PushSocket::leave);
    }
    assertThat(noras.push().isOpen()).isTrue();
  }

  @Test
  void areToldThatNobodyIsSignedInAndNothingElse() {
    Visitor carl = console.visitor();
    OpenPage carls = pageOf(carl, "carl");
    Optional<String> old = carl.session();
    console.visitor().endsAtProvider(who -> who.subject("carl"));
    OpenPage anns = pageOf(console.visitor(), "ann");

    List<PushSocket> foreign =
        Stream.of(old, Optional.<String>empty(), Optional.of("A".repeat(32)))
            .flatMap(
                session ->
                    Stream.of(
                        asked(session, carls, carls.pushId()), asked(session, anns, anns.pushId())))
            .toList();

    await()
        .atMost(SOON)
        .until(() -> foreign.stream().allMatch(ForeignSocketsTest::isToldThatNobodyIsSignedIn));
    assertThat(anns.push().isOpen()).isTrue();
  }

  private static boolean isToldToBeginAnew(PushSocket socket) {
    return socket
        .heard()
        .equals(
            "153|{\"changes\":{},\"resources\":{},\"locales\":{},\"meta\":{\"appError\":{\"caption\":null,"
                + "\"url\":null,\"message\":null,\"details\":null,\"querySelector\":null}},\"syncId\":-1}");
  }

  private static boolean isToldThatNobodyIsSignedIn(PushSocket socket) {
    return socket.heard().equals("45|{\"meta\":{\"async\":true,\"sessionExpired\":true}}");
  }
}
