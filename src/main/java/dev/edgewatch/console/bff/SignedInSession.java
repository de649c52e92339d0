package dev.edgewatch.console.bff;

import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The session of one signed-in person over the regions. */
final class SignedInSession implements ConsoleSession {
  private final Person person;
  private final EdgeClient regions;
  private final ForwardContext context;
  private final int rowsPerRegion;
  private final Surroundings around;
  private final Environment environment;
  private final Actions actions;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

  SignedInSession(
      Person person,
      EdgeClient regions,
      ForwardContext context,
      int rowsPerRegion,
      Surroundings around) {
    this.person = person;
    this.regions = regions;
    this.context = context;
    this.rowsPerRegion = rowsPerRegion;
    this.around = around;
    this.environment = new KnownEnvironment(regions.registry());
    this.actions = new ActionCalls(regions, context, around.executor(), around.clock());
  }

  /** What all sessions of the process share. */
  record Surroundings(
      Catalog catalog, ExecutorService executor, ScheduledExecutorService scheduler, Clock clock) {}

  @Override
  public Person person() {
    return person;
  }

  @Override
  public Catalog catalog() {
    return around.catalog();
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public Actions actions() {
    return actions;
  }

  @Override
  public LiveQuery open(LiveQuery.Spec spec, Runnable onDirty) {
    OrderBy order = OrderBy.parse(spec.type(), spec.orderBy());
    Filter filter = Filter.parse(spec.type(), spec.filter());
    var model =
        new LiveModel(
            spec,
            order,
            pages(spec, filter, order),
            filter.isAll() ? null : totals(spec, order),
            new LiveModel.Surroundings(
                rowsPerRegion, around.executor(), around.scheduler(), around.clock()),
            onDirty,
            open::remove);
    open.add(model);
    return model;
  }

  private @Nullable ScopeTotals totals(LiveQuery.Spec spec, OrderBy order) {
    return new ScopeTotals(pages(spec, Filter.all(spec.type()), order));
  }

  private Map<String, RegionPages> pages(LiveQuery.Spec spec, Filter filter, OrderBy order) {
    Map<String, RegionPages> pages = new LinkedHashMap<>();
    for (String region : regions.registry().regions(spec.type().service())) {
      if (spec.regions().isEmpty() || spec.regions().contains(region)) {
        var share = RegionShare.of(spec.type(), spec.parent(), filter, region);
        pages.put(
            region,
            new WatchedPages(
                in(region, spec.type()), share.parent(), share.filter(), order, spec.paths()));
      }
    }
    return pages;
  }

  @Override
  public LiveResource watch(ResourceType type, String name, Runnable onDirty) {
    ResourceName parsed = type.parseName(name);
    String owner =
        parsed.region().orElseGet(() -> regions.registry().regions(type.service()).getFirst());
    var resource =
        WatchedResource.open(
            in(owner, type), name, around.clock(), around.scheduler(), onDirty, open::remove);
    open.add(resource);
    return resource;
  }

  private ResourceClient in(String region, ResourceType type) {
    return regions.region(region).resources(type, context);
  }

  @Override
  public void close() {
    for (AutoCloseable part : Set.copyOf(open)) {
      try {
        part.close();
      } catch (Exception alreadyBroken) {
        // The session is over either way.
      }
    }
  }
}
