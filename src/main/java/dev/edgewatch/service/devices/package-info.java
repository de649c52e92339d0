/**
 * What is special about the devices service: liveness by heartbeats, how devices get accounts and
 * become devices, devices that are listed publicly, downloads of images. Found by the region
 * through {@link dev.edgewatch.region.CustomService}; the package may use {@code region} and below,
 * and the rules about giving roles of {@code service.iam}.
 */
@NullMarked
package dev.edgewatch.service.devices;

import org.jspecify.annotations.NullMarked;
