package dev.edgewatch.watch;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;

/** Which resources, in which order. Queries with the same canonical text share one view. */
public record Query(ResourceType type, ParentName parent, Filter filter, OrderBy order) {}
