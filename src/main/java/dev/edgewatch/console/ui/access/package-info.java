/**
 * What a page knows of what its reader may do: {@link dev.edgewatch.console.ui.access.PageAccess}
 * follows it for as long as the page is open, {@link dev.edgewatch.console.ui.access.Guarded} keeps
 * one control true to it. May use {@code console.bff}, {@code access} and the parts of lists.
 */
@NullMarked
package dev.edgewatch.console.ui.access;

import org.jspecify.annotations.NullMarked;
