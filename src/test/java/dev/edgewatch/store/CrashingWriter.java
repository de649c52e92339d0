package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.REGION;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that counts in several resources as fast as it can until it is killed. Says {@code
 * ready} when its feed delivers, and every count once it was acknowledged: {@code name count}.
 * Arguments: JDBC URL, user, password, and after how many acknowledgements it falls dead in the
 * very moment, or 0.
 */
public final class CrashingWriter {
  private static final int COUNTERS = 8;

  private CrashingWriter() {}

  public static void main(String... arguments) {
    Store store =
        Regions.open(
            StoreSettings.of("us-west2", arguments[0], arguments[1], arguments[2])
                .withNode("crashing"));
    store.feed().follow(REGION, "", loaded -> {}, transaction -> {});
    Regions.increment(store, "regions/started");
    store.await(store.snapshot(Regions.ANN, session -> true).position(), Duration.ofSeconds(10));
    say("ready");
    AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[3]));
    for (int counter = 0; counter < COUNTERS; counter++) {
      String name = "regions/counter-" + counter;
      Thread.ofPlatform()
          .start(
              () -> {
                while (true) {
                  say(name + " " + Regions.increment(store, name));
                  if (left.decrementAndGet() == 0) {
                    Runtime.getRuntime().halt(1);
                  }
                }
              });
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
