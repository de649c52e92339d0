/**
 * A regional deployment: the gRPC server, the gate every call passes, the standard methods of all
 * resource types, and the read copies of what other regions own. The door is {@link
 * dev.edgewatch.region.RegionServer}, built from {@link dev.edgewatch.region.RegionSettings};
 * services with methods of their own implement {@link dev.edgewatch.region.CustomMethod}. The
 * package may use {@code resource}, {@code store}, {@code watch}, {@code iam}, {@code routing} and
 * {@code client}; it alone opens gRPC servers.
 */
@NullMarked
package dev.edgewatch.region;

import org.jspecify.annotations.NullMarked;
