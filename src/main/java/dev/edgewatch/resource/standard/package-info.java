/**
 * The standard methods as they travel (contract sections 2.1 and 6.1): one record per request and
 * response, encoded and decoded by field number for all types alike, the names of the methods, and
 * the descriptors derived from a catalog. The doors are {@link
 * dev.edgewatch.resource.standard.StandardMethod} and {@link
 * dev.edgewatch.resource.standard.DerivedDescriptors}; the package may use {@code resource} and
 * protobuf.
 */
@NullMarked
package dev.edgewatch.resource.standard;

import org.jspecify.annotations.NullMarked;
