/**
 * What is asked before something is deleted: what goes with it, stands in the way or loses a
 * reference, counted live in all regions. Door: {@link
 * dev.edgewatch.console.ui.deletion.DeletionDialog}. May use {@code console.bff} and the parts of
 * pages.
 */
@NullMarked
package dev.edgewatch.console.ui.deletion;

import org.jspecify.annotations.NullMarked;
