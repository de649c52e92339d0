/**
 * What is special about the devices service: liveness by heartbeats, devices that are listed
 * publicly, downloads of images. Found by the region through {@link
 * dev.edgewatch.region.CustomService}; the package may use {@code region} and below.
 */
@NullMarked
package dev.edgewatch.service.devices;

import org.jspecify.annotations.NullMarked;
