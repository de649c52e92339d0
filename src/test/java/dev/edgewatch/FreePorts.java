package dev.edgewatch;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that nobody listens on at the moment. Below those that the system lends to outgoing
 * connections, or one of these may be gone before somebody listens on it.
 */
public final class FreePorts {
  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;

  private FreePorts() {}

  public static int one() {
    return inARow(1);
  }

  /** The first of several. */
  public static int inARow(int count) {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (IntStream.range(first, first + count).allMatch(FreePorts::isFree)) {
        return first;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port)) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
