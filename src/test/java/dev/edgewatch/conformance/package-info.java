/**
 * What every client of the watches and every region must agree on (contract section 6), as
 * scenarios over the wire. To run another client through it, implement {@link
 * dev.edgewatch.conformance.WatchClient} and extend {@link
 * dev.edgewatch.conformance.WatchConformance}.
 */
package dev.edgewatch.conformance;
