package dev.edgewatch.store;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * One committed change of one resource.
 *
 * @param version the session's {@link Session#version()}, also the resource's {@code
 *     metadata.resource_version}; changes of one request share it
 * @param before the resource before, null when it was created
 * @param after the resource after, null when it was deleted
 */
public record Change(
    long version,
    ResourceType type,
    String name,
    @Nullable Resource before,
    @Nullable Resource after) {}
