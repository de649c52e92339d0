/**
 * What is special about the secrets service: what is in a secret is sealed where it is stored.
 * Found by the region through {@link dev.edgewatch.region.CustomService}; the package may use
 * {@code region} and below, and is the only one that encrypts.
 */
@NullMarked
package dev.edgewatch.service.secrets;

import org.jspecify.annotations.NullMarked;
