package dev.edgewatch.demo;

import dev.edgewatch.console.bff.RegionControl;
import dev.edgewatch.region.RegionServer;
import dev.edgewatch.region.RegionSettings;
import dev.edgewatch.region.RegionStartException;
import dev.edgewatch.routing.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The regional deployments of the demo. Each can be stopped and started again while the others run.
 * Thread-safe.
 */
final class DemoRegions implements RegionControl, AutoCloseable {
  private final Map<String, RegionSettings> settings = new LinkedHashMap<>();
  private final Map<String, Running> running = new ConcurrentSkipListMap<>();
  private final MeterRegistry meters;
  private final Clock clock;

  private record Running(RegionServer server, CompositeMeterRegistry meters) {}

  DemoRegions(List<RegionSettings> regions, MeterRegistry meters, Clock clock) {
    regions.forEach(region -> settings.put(region.region(), region));
    this.meters = meters;
    this.clock = clock;
  }

  void startAll() {
    settings.keySet().forEach(this::start);
  }

  Endpoint endpoint(String region) {
    return new Endpoint("localhost", settingsOf(region).port());
  }

  /**
   * Pages ask while a region stops or starts, which takes seconds, so this does not wait for it.
   */
  @Override
  public Set<String> running() {
    return new TreeSet<>(running.keySet());
  }

  @Override
  public synchronized void start(String region) {
    RegionSettings wanted = settingsOf(region);
    if (running.containsKey(region)) {
      return;
    }
    CompositeMeterRegistry own = new CompositeMeterRegistry();
    own.config().commonTags("region", region);
    own.add(meters);
    try {
      running.put(region, new Running(RegionServer.start(wanted, own, clock), own));
    } catch (RegionStartException cannot) {
      throw new CannotStart(cannot.getMessage() + ".", cannot);
    }
  }

  @Override
  public synchronized void stop(String region) {
    settingsOf(region);
    Running stopped = running.remove(region);
    if (stopped != null) {
      stopped.server().close();
      // Else the gauges of the next run would go on reading the stopped one.
      List.copyOf(stopped.meters().getMeters()).forEach(meter -> meters.remove(meter.getId()));
      // And closing it would close the meters of the whole demo.
      stopped.meters().remove(meters);
      stopped.meters().close();
    }
  }

  private RegionSettings settingsOf(String region) {
    RegionSettings known = settings.get(region);
    if (known == null) {
      throw new IllegalArgumentException(
          "region is '" + region + "'; expected one of " + settings.keySet());
    }
    return known;
  }

  @Override
  public synchronized void close() {
    List.copyOf(running.keySet()).reversed().forEach(this::stop);
  }
}
