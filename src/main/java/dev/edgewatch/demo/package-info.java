/**
 * The demo: everything in one process for a newcomer and for the tests that drive a browser. An
 * embedded PostgreSQL with one database per region, three regional deployments, the console, an
 * identity provider and a simulated fleet, which talk to each other as in production: gRPC over
 * sockets, with tokens. The door is {@link dev.edgewatch.demo.Demo}. May use everything.
 */
@NullMarked
package dev.edgewatch.demo;

import org.jspecify.annotations.NullMarked;
