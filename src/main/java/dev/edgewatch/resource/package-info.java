/**
 * What a resource <em>is</em>: its declared type, its names, field paths and masks, views,
 * ordering, page tokens, and the refusals that bad input meets. The door is {@link
 * dev.edgewatch.resource.Catalog}; the package may use protobuf only.
 */
@NullMarked
package dev.edgewatch.resource;

import org.jspecify.annotations.NullMarked;
