package dev.edgewatch.console.ui.region;

import dev.edgewatch.console.bff.Environment;
import java.util.List;

/** Regions and services that a test says there are. */
record SaidEnvironment(List<Region> regions, List<Service> services) implements Environment {}
