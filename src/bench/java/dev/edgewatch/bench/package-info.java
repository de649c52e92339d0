/**
 * Benchmarks of the whole: what {@code ./edgewatch bench} runs. Each prints one JSON line with its
 * figures; nothing here is shipped, and nothing here is a test.
 */
@NullMarked
package dev.edgewatch.bench;

import org.jspecify.annotations.NullMarked;
