package dev.edgewatch.region;

import dev.edgewatch.resource.Refusal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ends watches after their greatest age, so that each is authorized anew now and then. Ten percent
 * more or less keep streams that were opened together from ending together.
 */
final class StreamAges {
  private static final Duration SOON = Duration.ofMillis(200);

  private final Duration age;
  private final RegionTimer timer;

  StreamAges(Duration age, RegionTimer timer) {
    this.age = age;
    this.timer = timer;
  }

  void limit(GatedCall<?> call) {
    long spread = age.toMillis() / 10;
    Duration mine = age.plusMillis(ThreadLocalRandom.current().nextLong(-spread, spread + 1));
    Refusal old =
        new Refusal.Unavailable(
            "WATCH_TOO_OLD",
            "the watch has reached its greatest age; expected to be opened again",
            SOON);
    call.whenEnded(timer.after(mine, () -> call.fail(old)));
  }
}
