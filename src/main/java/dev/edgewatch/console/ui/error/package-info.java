/** Pages for what went wrong: not found, not allowed, failed. Each with one next step. */
@NullMarked
package dev.edgewatch.console.ui.error;

import org.jspecify.annotations.NullMarked;
