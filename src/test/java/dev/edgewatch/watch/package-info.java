/** Tests of the watch engine, most of them over {@link dev.edgewatch.watch.FakeFeed}. */
@NullMarked
package dev.edgewatch.watch;

import org.jspecify.annotations.NullMarked;
