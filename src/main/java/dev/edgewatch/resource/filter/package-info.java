/**
 * The filter language (contract section 3): parse, print canonically, evaluate, "is at least as
 * specific as", "pins this path". The door is {@link dev.edgewatch.resource.filter.Filter}; the
 * package may use {@code resource}.
 */
@NullMarked
package dev.edgewatch.resource.filter;

import org.jspecify.annotations.NullMarked;
