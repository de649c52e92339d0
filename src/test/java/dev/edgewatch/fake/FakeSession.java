package dev.edgewatch.fake;

import com.google.protobuf.Message;
import dev.edgewatch.console.bff.AccessRequests;
import dev.edgewatch.console.bff.Actions;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.Invitations;
import dev.edgewatch.console.bff.ListReading;
import dev.edgewatch.console.bff.LiveCount;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.bff.MySettings;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.bff.Person;
import dev.edgewatch.console.bff.SessionLife;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A session of Ann over the fleet in memory; every write is carried out at once, unless its region
 * is lost.
 */
final class FakeSession implements ConsoleSession, Actions {
  private final FakeFleet fleet;

  FakeSession(FakeFleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public Person person() {
    return new Person("fake", "ann", "Ann Archer", "ann@acme.example");
  }

  @Override
  public Catalog catalog() {
    return Catalog.compiled();
  }

  @Override
  public AutoCloseable onCatalog(Runnable onChange) {
    return () -> {};
  }

  @Override
  public Optional<String> notOffered(ResourceType type, StandardMethod method) {
    return Optional.empty();
  }

  @Override
  public Environment environment() {
    return new FakeEnvironment(
        List.of(
            new Environment.Region("us-west2", "US West", "localhost:9001", "Los Angeles", false),
            new Environment.Region("eastus2", "US East", "localhost:9002", "Virginia", false),
            new Environment.Region("japaneast", "Japan East", "localhost:9003", "Tokyo", false)),
        List.of(new Environment.Service("services/devices.edgelq.com", "devices")));
  }

  @Override
  public Actions actions() {
    return this;
  }

  @Override
  public Invitations invitations() {
    return new NoInvitations();
  }

  @Override
  public AccessRequests accessRequests() {
    throw new UnsupportedOperationException("nothing is denied in the fleet in memory");
  }

  @Override
  public MySettings settings() {
    return new MySettings() {
      @Override
      public CompletableFuture<Map<String, String>> read(Set<String> keys) {
        return CompletableFuture.completedFuture(Map.of());
      }

      @Override
      public CompletableFuture<Outcome> write(Map<String, String> settings) {
        return CompletableFuture.completedFuture(
            new Outcome.Unknown("c02e-77d1", "", "the fleet in memory keeps no settings"));
      }
    };
  }

  @Override
  public LiveQuery open(LiveQuery.Spec spec, Runnable onDirty) {
    return new FakeQuery(fleet, spec, onDirty);
  }

  @Override
  public LiveCount count(
      ResourceType type, String parent, String filter, Set<String> regions, Runnable onDirty) {
    var query =
        new FakeQuery(
            fleet, new LiveQuery.Spec(type, parent, filter, "", regions, List.of()), onDirty);
    return new LiveCount() {
      @Override
      public long rows() {
        query.drain();
        return query.size();
      }

      @Override
      public boolean exact() {
        return true;
      }

      @Override
      public List<OfRegion> regions() {
        return List.of(new OfRegion("us-west2", rows(), State.COUNTED));
      }

      @Override
      public void close() {
        query.close();
      }
    };
  }

  @Override
  public ListReading reading() {
    return (spec, regions, sink) -> {
      var query = new FakeQuery(fleet, spec, () -> {});
      query.drain();
      query.viewport(0, query.size());
      for (int index = 0; index < query.size(); index++) {
        query.row(index).ifPresent(sink::row);
      }
      query.close();
      return new ListReading.Summary(query.size(), query.positions(), List.of(), false);
    };
  }

  @Override
  public CompletableFuture<List<LiveRow>> search(
      ResourceType type, String parent, String phrase, List<String> paths, int limit) {
    return CompletableFuture.completedFuture(
        fleet.resources.entrySet().stream()
            .filter(entry -> entry.getValue().getDescriptorForType() == type.descriptor())
            .filter(entry -> entry.getValue().toString().contains(phrase))
            .limit(limit)
            .<LiveRow>map(
                entry ->
                    new ListReading.ReadRow(
                        entry.getKey(), FakeFleet.regionOf(entry.getKey()), entry.getValue()))
            .toList());
  }

  @Override
  public SessionLife life() {
    return new SessionLife() {
      @Override
      public Duration idle() {
        return Duration.ofHours(1);
      }

      @Override
      public Instant ends() {
        return fleet.clock.instant().plus(Duration.ofHours(12));
      }

      @Override
      public void active() {}
    };
  }

  @Override
  public LiveResource watch(ResourceType type, String name, Runnable onDirty) {
    return new FakeResource(fleet, name, onDirty);
  }

  @Override
  public MyAccess access(String scope, Runnable onChange) {
    return new UnknownAccess(scope);
  }

  @Override
  public Optional<String> regionOf(ResourceType type, String nameOrParent) {
    return Optional.of(FakeFleet.regionOf(nameOrParent));
  }

  @Override
  public CompletableFuture<Outcome> create(ResourceType type, String parent, Message resource) {
    return outcome(type.nameOf(resource), () -> fleet.put(resource));
  }

  @Override
  public CompletableFuture<Outcome> update(
      ResourceType type, Message base, Message edited, List<String> paths) {
    return outcome(
        type.nameOf(base),
        () -> {
          Message.Builder next = fleet.resources.get(type.nameOf(base)).toBuilder();
          Mask.of(type.descriptor(), paths).copy(edited, next);
          fleet.put(next.build());
        });
  }

  @Override
  public CompletableFuture<Outcome> delete(ResourceType type, String name) {
    return outcome(name, () -> fleet.remove(name));
  }

  @Override
  public void close() {}

  private CompletableFuture<Outcome> outcome(String name, Runnable write) {
    String region = FakeFleet.regionOf(name);
    if (fleet.lost.containsKey(region)) {
      return CompletableFuture.completedFuture(
          new Outcome.Refused(
              "c02e-77d1",
              region,
              new Refusal.Unavailable(
                  "REGION_LOST",
                  "region " + region + " does not answer; the write was not carried out",
                  Duration.ofSeconds(5))));
    }
    write.run();
    return CompletableFuture.completedFuture(
        new Outcome.Done(
            "c02e-77d1",
            region,
            Optional.of(new Position(region, fleet.position.get())),
            Optional.empty(),
            Duration.ofMillis(84)));
  }
}
