package dev.edgewatch.fake;

import com.google.protobuf.Message;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveResource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One resource of the fleet in memory. */
final class FakeResource implements LiveResource {
  private final FakeFleet fleet;
  private final String name;
  private final Runnable onDirty;
  private final boolean existed;
  private Optional<Message> shown = Optional.empty();

  FakeResource(FakeFleet fleet, String name, Runnable onDirty) {
    this.fleet = fleet;
    this.name = name;
    this.onDirty = onDirty;
    this.existed = fleet.resources.containsKey(name);
    fleet.listen(onDirty);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Message> resource() {
    return shown;
  }

  @Override
  public boolean drain() {
    if (!fleet.lost.containsKey(FakeFleet.regionOf(name))) {
      shown = Optional.ofNullable(fleet.resources.get(name));
    }
    return true;
  }

  @Override
  public boolean answered() {
    return true;
  }

  @Override
  public boolean denied() {
    return false;
  }

  @Override
  public void retryNow() {}

  @Override
  public boolean deleted() {
    return existed && shown.isEmpty();
  }

  @Override
  public LiveQuery.RegionState region() {
    return FakeQuery.state(fleet, FakeFleet.regionOf(name), 1);
  }

  @Override
  public Map<String, Instant> changedPaths() {
    return Map.of();
  }

  @Override
  public void close() {
    fleet.forget(onDirty);
  }
}
