package dev.edgewatch.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ports of the loopback interface, looked at before anything is started so that a taken one is told
 * in one sentence.
 */
final class Ports {
  private Ports() {}

  /** Ports in a row from the given one on, or free ones for 0. */
  static List<Integer> claim(int first, int count, String option) {
    return IntStream.range(0, count)
        .map(i -> claim(first == 0 ? 0 : first + i, option))
        .boxed()
        .toList();
  }

  /**
   * The given port, or a free one for 0.
   *
   * @param option the option that sets it, for the message
   * @throws CannotStart if it is taken
   */
  static int claim(int port, String option) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return probe.getLocalPort();
    } catch (IOException taken) {
      throw new CannotStart(
          "Port " + port + " is taken; choose another one with " + option + ".", taken);
    }
  }
}
