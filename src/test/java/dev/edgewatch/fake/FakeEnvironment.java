package dev.edgewatch.fake;

import dev.edgewatch.console.bff.Environment;
import java.util.List;

/** Regions and services that a test says there are. */
public record FakeEnvironment(List<Region> regions, List<Service> services)
    implements Environment {}
