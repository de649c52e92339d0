/** Regions: where deployments run and how fresh what they say is. */
@NullMarked
package dev.edgewatch.console.ui.region;

import org.jspecify.annotations.NullMarked;
