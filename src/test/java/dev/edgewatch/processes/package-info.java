/** The roles as processes, started from the jar as an operator would. */
package dev.edgewatch.processes;
