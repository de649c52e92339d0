package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.AdjustableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionClockTest {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(12);

  private final AdjustableClock time = new AdjustableClock();
  private final SessionClock life = new SessionClock(time, IDLE, LONGEST);

  @Test
  void endsWhenNobodyDoesAnything() {
    time.advance(IDLE.minusMillis(1));
    assertThat(life.isOver()).isFalse();
    time.advance(Duration.ofMillis(1));
    assertThat(life.isOver()).isTrue();
  }

  @Test
  void goesOnWhileSomebodyDoesSomething() {
    for (int i = 0; i < 10; i++) {
      time.advance(IDLE.dividedBy(2));
      life.active();
    }
    assertThat(life.isOver()).isFalse();
  }

  @Test
  void endsAtTheLatestWhateverAnybodyDoes() {
    for (Duration left = LONGEST; left.isPositive(); left = left.minusMinutes(10)) {
      assertThat(life.isOver()).isFalse();
      time.advance(Duration.ofMinutes(10));
      life.active();
    }
    assertThat(life.isOver()).isTrue();
  }

  @Test
  void isNotRevivedWhenItIsOver() {
    time.advance(IDLE);
    life.active();
    assertThat(life.isOver()).isTrue();
  }
}
