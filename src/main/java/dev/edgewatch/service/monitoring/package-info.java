/**
 * What is special about the monitoring service: alerts in bulk. Found by the region through {@link
 * dev.edgewatch.region.CustomService}; the package may use {@code region} and below.
 */
@NullMarked
package dev.edgewatch.service.monitoring;

import org.jspecify.annotations.NullMarked;
