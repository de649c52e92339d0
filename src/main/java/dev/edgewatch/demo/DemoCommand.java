package dev.edgewatch.demo;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that starts the demo and waits for Ctrl-C. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts the console, three regions, an identity provider and a simulated fleet. The default command.")
public final class DemoCommand implements Runnable {
  private static final int MOST_DEVICES = 200_000;

  @Option(
      names = "--devices",
      defaultValue = "1200",
      description = "devices in all regions, 0 to 200000; default ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--change-rate",
      defaultValue = "20",
      description = "status changes a second the devices report; default ${DEFAULT-VALUE}")
  private double changeRate;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "port of the console; default ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--region-port",
      defaultValue = "9001",
      description =
          "gRPC port of the first region, the others take the next two; default ${DEFAULT-VALUE}")
  private int regionPort;

  @Option(names = "--data", description = "folder for the demo's data; default ${DEFAULT-VALUE}")
  private Path data = Path.of(".edgewatch");

  @Option(names = "--fresh", description = "forget the data of earlier runs")
  private boolean fresh;

  @Override
  public void run() {
    if (devices < 0 || devices > MOST_DEVICES) {
      throw new CannotStart(
          "--devices is " + devices + "; expected 0 to " + MOST_DEVICES + ".", null);
    }
    DemoOptions options = new DemoOptions(data, fresh, port, regionPort, devices, changeRate);
    // Nothing is logged to the terminal; before Spring Boot has opened the log file, nothing at
    // all.
    LoggingSystem.get(DemoCommand.class.getClassLoader()).beforeInitialize();
    System.out.println("Starting PostgreSQL, three regions and the console ...");
    Demo demo = Demo.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
    System.out.println(Welcome.text(demo, options));
    waitForever();
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
