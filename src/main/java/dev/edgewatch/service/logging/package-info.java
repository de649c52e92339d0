/**
 * What programs and devices log: taken and kept by the region that is called, found over all of
 * them (contract section 13.4). Found by the region through {@link
 * dev.edgewatch.region.CustomService}; the package may use {@code region} and below.
 */
@NullMarked
package dev.edgewatch.service.logging;

import org.jspecify.annotations.NullMarked;
