package dev.edgewatch.store;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Small resources for the tests of the store: regions, whose title counts, and deployments that
 * refer to them.
 */
final class Regions {
  static final Catalog CATALOG = Catalog.compiled();
  static final ResourceType REGION = CATALOG.type("meta.goten.com/Region");
  static final ResourceType DEPLOYMENT = CATALOG.type("meta.goten.com/Deployment");
  static final WriteContext ANN = new WriteContext("user:ann@acme.example", "request-1");

  private Regions() {}

  static Store open(StoreSettings settings) {
    return PostgresStore.open(settings, CATALOG, new SimpleMeterRegistry(), Clock.systemUTC());
  }

  static Resource region(String name, String title) {
    return Resource.of(REGION, Region.newBuilder().setName(name).setTitle(title).build());
  }

  static Resource region(String name, long count) {
    return region(name, Long.toString(count));
  }

  static Resource deployment(String name, String region) {
    return Resource.of(DEPLOYMENT, Deployment.newBuilder().setName(name).setRegion(region).build());
  }

  static String title(@Nullable Resource region) {
    return Objects.requireNonNull(region, "the region is gone").as(Region.class).getTitle();
  }

  static void save(Store store, Resource resource) {
    store.snapshot(
        ANN,
        session -> {
          session.save(resource);
          return true;
        });
  }

  static void delete(Store store, ResourceType type, String name) {
    store.snapshot(
        ANN,
        session -> {
          session.delete(type, name);
          return true;
        });
  }

  /** Adds one to the count of a region, reading it first; creates it with one. */
  static long increment(Store store, String name) {
    return store
        .snapshot(
            ANN,
            session -> {
              long next =
                  session.get(REGION, name).map(found -> Long.parseLong(title(found))).orElse(0L)
                      + 1;
              session.save(region(name, next));
              return next;
            })
        .value();
  }
}
