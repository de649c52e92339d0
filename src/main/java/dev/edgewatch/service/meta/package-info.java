/**
 * What is special about the meta service: upgrades of deployments. Found by the region through
 * {@link dev.edgewatch.region.CustomService}; the package may use {@code region} and below.
 */
@NullMarked
package dev.edgewatch.service.meta;

import org.jspecify.annotations.NullMarked;
