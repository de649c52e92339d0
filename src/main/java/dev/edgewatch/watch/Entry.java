package dev.edgewatch.watch;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Resource;

/**
 * A row of an ordered view: a resource as it is now and its place in the order. Replaced, never
 * changed.
 */
record Entry(OrderBy.Key key, Resource resource) {}
