/**
 * What is on the screen, as something to run elsewhere. Door: {@link
 * dev.edgewatch.console.ui.copy.CopyAs}.
 */
@NullMarked
package dev.edgewatch.console.ui.copy;

import org.jspecify.annotations.NullMarked;
