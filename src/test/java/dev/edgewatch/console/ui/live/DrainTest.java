package dev.edgewatch.console.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.Command;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final DrainTimer timer = new DrainTimer();
  private final AtomicInteger pushes = new AtomicInteger();
  private final Drain drain = timer.drain(new DirectUI(), pushes::incrementAndGet);

  @AfterEach
  void stop() {
    timer.destroy();
  }

  @Test
  void manyChangesBecomeFewPushes() {
    for (int change = 0; change < 10_000; change++) {
      drain.dirty();
    }

    await().pollDelay(Duration.ofMillis(600)).until(() -> true);
    assertThat(pushes.get()).isBetween(2, 6);
  }

  @Test
  void loneChangeIsShownOnceAndSoIsTheNextOne() {
    drain.dirty();
    await().untilAsserted(() -> assertThat(pushes).hasValue(1));

    await().pollDelay(Duration.ofMillis(400)).until(() -> true);
    assertThat(pushes).hasValue(1);

    drain.dirty();
    await().untilAsserted(() -> assertThat(pushes).hasValue(2));
  }

  @Test
  void changeDuringThePauseIsNeverForgotten() {
    drain.dirty();
    await().untilAsserted(() -> assertThat(pushes).hasValue(1));
    drain.dirty();

    await().untilAsserted(() -> assertThat(pushes).hasValueGreaterThanOrEqualTo(2));
  }

  @Test
  void whatComesAfterTheEndOfTheTimerIsDroppedQuietly() {
    timer.destroy();

    timer.run(pushes::incrementAndGet);
    timer.later(pushes::incrementAndGet);
    drain.dirty();

    assertThat(pushes).hasValue(0);
  }

  /** Runs what it is given at once, as a UI does whose lock is free. */
  private static final class DirectUI extends UI {
    @Override
    public Future<Void> access(Command command) {
      command.execute();
      return CompletableFuture.completedFuture(null);
    }
  }
}
