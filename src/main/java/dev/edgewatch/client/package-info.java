/**
 * What another program uses to work with regional deployments: typed reads, writes and watches of
 * resources in one region or routed to the right one, with deadlines, named unknown outcomes and
 * back-pressure, for callers of every kind. The door is {@link dev.edgewatch.client.EdgeClient};
 * the package may use {@code resource}, {@code routing} and gRPC.
 */
@NullMarked
package dev.edgewatch.client;

import org.jspecify.annotations.NullMarked;
