/**
 * What is special about the access service: keys, users, invitations. Found by the region through
 * {@link dev.edgewatch.region.CustomService}; the package may use {@code region} and below.
 */
@NullMarked
package dev.edgewatch.service.iam;

import org.jspecify.annotations.NullMarked;
