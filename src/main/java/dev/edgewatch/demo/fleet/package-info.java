/**
 * The simulated fleet: which devices there are ({@link dev.edgewatch.demo.fleet.FleetPlan}) and how
 * they behave ({@link dev.edgewatch.demo.fleet.Fleet}). Talks to regions as real agents do, through
 * {@code client}.
 */
@NullMarked
package dev.edgewatch.demo.fleet;

import org.jspecify.annotations.NullMarked;
