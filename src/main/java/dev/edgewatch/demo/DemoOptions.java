package dev.edgewatch.demo;

import java.nio.file.Path;

/**
 * How the demo is started.
 *
 * @param data folder for everything that survives a restart
 * @param fresh whether to forget what earlier runs left in it
 * @param port of the console and the identity provider; 0 for any free one
 * @param regionPort of the first region's gRPC endpoint, the others take the next ones; 0 for any
 *     free ones
 * @param devices in all three regions together, 0 to 200000
 * @param changesPerSecond status changes the simulated devices report, all together
 */
public record DemoOptions(
    Path data, boolean fresh, int port, int regionPort, int devices, double changesPerSecond) {

  /** Where the mails are that the regions have sent. */
  Path mails() {
    return data.resolve("mail");
  }

  /** What {@code ./edgewatch} starts without options. */
  public static DemoOptions usual(Path data) {
    return new DemoOptions(data, false, 8080, 9001, 1200, 20);
  }

  /** For tests: any free ports and a small fleet. */
  public static DemoOptions test(Path data, int devices) {
    return new DemoOptions(data, false, 0, 0, devices, 2);
  }
}
