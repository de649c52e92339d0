/**
 * What is special about the limits service: requests for plans, and what moves with a project that
 * gets another parent. Found by the region through {@link dev.edgewatch.region.CustomService}; the
 * package may use {@code region} and below.
 */
@NullMarked
package dev.edgewatch.service.limits;

import org.jspecify.annotations.NullMarked;
