/**
 * Live answers: resident collections kept current by the change feed, ordered views over them, the
 * page windows people look at, and the watch streams that feed them. The door is {@link
 * dev.edgewatch.watch.Watches}; the package may use {@code resource} and {@code store}.
 */
@NullMarked
package dev.edgewatch.watch;

import org.jspecify.annotations.NullMarked;
