package dev.edgewatch.client;

import dev.edgewatch.resource.Resource;
import java.util.List;

/** Answer to several names: the resources there are, and the names of which nothing exists. */
public record FoundResources(List<Resource> resources, List<String> missing) {
  public FoundResources {
    resources = List.copyOf(resources);
    missing = List.copyOf(missing);
  }
}
