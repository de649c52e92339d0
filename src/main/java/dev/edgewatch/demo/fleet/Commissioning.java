package dev.edgewatch.demo.fleet;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.View;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Creates the devices of a plan that do not exist yet, in all regions at once and many at a time.
 */
public final class Commissioning {
  /** Enough to let a region commit creations in groups; more only waits there. */
  private static final int AT_ONCE = 128;

  private final EdgeClient client;
  private final ResourceType type;
  private final ForwardContext fleet;
  private final Clock clock;
  private final Patience patience;

  public Commissioning(EdgeClient client, ResourceType type, ForwardContext fleet, Clock clock) {
    this.client = client;
    this.type = type;
    this.fleet = fleet;
    this.clock = clock;
    this.patience = new Patience(clock);
  }

  /** Returns when all devices exist; refuses with what a region refused. */
  public void complete(FleetPlan plan) {
    try (ExecutorService regions = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          plan.regions().stream()
              .<Future<?>>map(region -> regions.submit(() -> complete(plan, region)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RefusalException refused
          ? refused
          : new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before all devices existed", stopped);
    }
  }

  private Void complete(FleetPlan plan, String region) throws InterruptedException {
    ResourceClient devices = client.region(region).resources(type, fleet);
    String parent = plan.project() + "/regions/" + region;
    if (patience.call(() -> devices.count(parent, "")) >= plan.sizeOf(region)) {
      return null;
    }
    Set<String> existing = names(devices, parent);
    Instant now = clock.instant();
    Semaphore slots = new Semaphore(AT_ONCE);
    try (ExecutorService creators = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> creations =
          IntStream.range(0, plan.size())
              .filter(
                  device ->
                      plan.region(device).equals(region) && !existing.contains(plan.name(device)))
              .<Future<?>>mapToObj(
                  device ->
                      creators.submit(
                          () -> create(devices, parent, plan.device(device, now), slots)))
              .toList();
      for (Future<?> creation : creations) {
        creation.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RefusalException refused
          ? refused
          : new IllegalStateException(failed);
    }
    return null;
  }

  private static Set<String> names(ResourceClient devices, String parent) {
    FieldMask name = FieldMask.newBuilder().addPaths("name").build();
    ListRequest first = new ListRequest(parent, 1000, "", "", "", name, View.UNSPECIFIED, false);
    Set<String> names = new HashSet<>();
    devices
        .pages(first)
        .forEach(page -> page.resources().forEach(device -> names.add(device.name())));
    return names;
  }

  private Void create(ResourceClient devices, String parent, Device device, Semaphore slots)
      throws InterruptedException {
    slots.acquire();
    try {
      CreateRequest request =
          new CreateRequest(parent, device.toByteString(), new ResponseMask.Nothing());
      patience.call(() -> created(devices.create(request)));
      return null;
    } finally {
      slots.release();
    }
  }

  private static boolean created(WriteResult result) {
    return switch (result) {
      case WriteResult.Done ignored -> true;
      case WriteResult.Refused(var region, Refusal.AlreadyExists there) -> true;
      case WriteResult.Refused(var region, var refusal) -> throw refusal.exception();
      case WriteResult.Unknown(var region, var message) ->
          throw new Refusal.Unavailable("UNKNOWN_OUTCOME", message, Duration.ZERO).exception();
    };
  }
}
