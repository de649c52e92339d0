package dev.edgewatch.region;

import dev.edgewatch.resource.Catalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** Starts regions that serve types this program does not have. */
public final class OtherApi {
  private OtherApi() {}

  public static RegionServer start(Catalog catalog, RegionSettings settings) {
    return RegionServer.start(
        ServedApi.of(catalog), settings, new SimpleMeterRegistry(), Clock.systemUTC());
  }
}
