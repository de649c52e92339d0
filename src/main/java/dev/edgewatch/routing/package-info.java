/**
 * Which deployment a call goes to and how it gets there: the registry of regions and deployments,
 * the router, the channels, and what is forwarded with each call (contract sections 7, 8.4 and
 * 8.5). The doors are {@link dev.edgewatch.routing.EnvRegistry}, {@link
 * dev.edgewatch.routing.Router} and {@link dev.edgewatch.routing.Channels}; the package may use
 * {@code resource} and gRPC, and it alone opens channels.
 */
@NullMarked
package dev.edgewatch.routing;

import org.jspecify.annotations.NullMarked;
