/**
 * The one list of the console: a grid over a {@code LiveQuery} with everything that says how true
 * it is. Door: {@link dev.edgewatch.console.ui.live.LiveList}, told what to show by a {@link
 * dev.edgewatch.console.ui.live.ListSpec}.
 */
@NullMarked
package dev.edgewatch.console.ui.live;

import org.jspecify.annotations.NullMarked;
