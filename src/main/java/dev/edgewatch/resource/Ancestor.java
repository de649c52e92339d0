package dev.edgewatch.resource;

import java.util.List;

/**
 * Something a resource lives below.
 *
 * @param types the types that have a resource of that name, the one of the same service first
 * @param name its full name
 */
public record Ancestor(List<ResourceType> types, String name) {}
