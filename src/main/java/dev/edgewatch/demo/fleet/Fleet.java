package dev.edgewatch.demo.fleet;

import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The running simulated devices: real {@code Heartbeat} streams of as many devices of each region
 * as given, which now and then lose their connection, and status reports of all devices at a steady
 * rate. A region that does not answer is tried again like real agents do. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
  /** The seconds after which one of the streams is cut. */
  private static final int OUTAGE_EVERY_SECONDS = 3;

  private final FleetPlan plan;
  private final RandomGenerator random;
  private final List<Agent> agents = new ArrayList<>();
  private final ScheduledExecutorService timer;
  private final StatusReports reports;

  private Fleet(
      EdgeClient client,
      ResourceType device,
      ForwardContext fleet,
      FleetPlan plan,
      Clock clock,
      RandomGenerator random) {
    this.plan = plan;
    this.random = random;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fleet").factory());
    this.reports = new StatusReports(client, device, fleet, plan, clock, random);
  }

  /**
   * Connects the devices and begins to report.
   *
   * @param streamsPerRegion the first devices of each region get a stream of their own
   * @param reportsPerSecond of all devices together, 0 for none
   */
  public static Fleet start(
      EdgeClient client,
      ResourceType device,
      ForwardContext identity,
      FleetPlan plan,
      int streamsPerRegion,
      double reportsPerSecond,
      Clock clock,
      RandomGenerator random) {
    Fleet fleet = new Fleet(client, device, identity, plan, clock, random);
    int withStream = Math.min(plan.size(), streamsPerRegion * plan.regions().size());
    for (int index = 0; index < withStream; index++) {
      Agent agent =
          new Agent(
              plan.name(index),
              client.region(plan.region(index)).custom(device.service(), identity),
              fleet.timer,
              random);
      fleet.agents.add(agent);
      agent.connectWithin(2_000);
    }
    fleet.timer.scheduleAtFixedRate(
        fleet::cutOne, OUTAGE_EVERY_SECONDS, OUTAGE_EVERY_SECONDS, TimeUnit.SECONDS);
    fleet.reports.start(withStream, reportsPerSecond);
    return fleet;
  }

  private void cutOne() {
    if (!agents.isEmpty()) {
      agents.get(random.nextInt(agents.size())).cut();
    }
  }

  public FleetPlan plan() {
    return plan;
  }

  /** Ends all streams; returns when no report is under way. */
  @Override
  public void close() {
    reports.close();
    timer.shutdownNow();
    agents.forEach(Agent::close);
  }
}
