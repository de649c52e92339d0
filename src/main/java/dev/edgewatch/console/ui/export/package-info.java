/**
 * Lists as files. Door: {@link dev.edgewatch.console.ui.export.ExportMenu}; a file is written by a
 * job that outlives the page it was started from.
 */
@NullMarked
package dev.edgewatch.console.ui.export;

import org.jspecify.annotations.NullMarked;
