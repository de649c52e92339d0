package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.TestIssuer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a region finds out whose rows count, when that is not easy to tell. */
class HeardSiblingsTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String GET = "services/devices.edgelq.com/permissions/devices.get";
  private static final Principal ANN =
      new Principal.User("https://idp", "ann", Optional.of("ann@acme.example"));

  private static TestIssuer issuer;
  private static TestRegion region;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Duration> ownSilence = new AtomicReference<>(Duration.ZERO);
  private AccessIndex index;
  private RegionTimer timer;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    region.bind(TestRegion.COLD_CHAIN, PredefinedRoles.VIEWER, "user:ann@acme.example");
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @BeforeEach
  void open() {
    Region served = region.server().region();
    index = new AccessIndex(served.catalog(), served.feed());
    timer = new RegionTimer();
  }

  @AfterEach
  void close() {
    timer.close();
    index.close();
  }

  private HeardSiblings siblings(Supplier<String> accessRegion) {
    return new HeardSiblings(
        "us-west2", LONGEST, index, accessRegion, ownSilence::get, timer, nanos::get);
  }

  private void passTheLimit() {
    nanos.set(LONGEST.plusSeconds(1).toNanos());
  }

  private boolean isLetIn() {
    Ask ask = Ask.about(GET, TestRegion.PARENT, index::above);
    return index.confirmed(ANN).decide(ask) instanceof Decision.Allowed;
  }

  @Test
  void nobodyIsLetInAsLongAsItCannotBeAskedWhoControlsAccess() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (HeardSiblings _ =
        siblings(
            () -> {
              if (broken.get()) {
                throw new IllegalStateException("the services cannot be read");
              }
              return "us-west2";
            })) {
      assertThat(isLetIn()).isTrue();
      passTheLimit();
      await().atMost(SOON).until(() -> !isLetIn());
      broken.set(false);
      await().atMost(SOON).until(this::isLetIn);
    }
  }

  @Test
  void whatThisRegionOwnsCountsAsLongAsItHearsItsOwnDatabase() {
    try (HeardSiblings _ = siblings(() -> "us-west2")) {
      passTheLimit();
      ownSilence.set(LONGEST.plusSeconds(1));
      await().atMost(SOON).until(() -> !isLetIn());
      ownSilence.set(Duration.ofSeconds(5));
      await().atMost(SOON).until(this::isLetIn);
    }
  }

  /** Deadlines and heartbeats wait for the same thread. */
  @Test
  void theTimerGoesOnWhileItIsAskedAndItIsAskedOnceAtATime() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicInteger asking = new AtomicInteger();
    try (HeardSiblings _ =
        siblings(
            () -> {
              asking.incrementAndGet();
              await().atMost(SOON).until(() -> answered.getCount() == 0);
              return "us-west2";
            })) {
      passTheLimit();
      await().atMost(SOON).until(() -> asking.get() == 1);
      CountDownLatch others = new CountDownLatch(1);
      timer.after(Duration.ofMillis(1_500), others::countDown);
      assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(asking).hasValue(1);
      answered.countDown();
      await().atMost(SOON).until(() -> asking.get() > 1);
    }
  }
}
