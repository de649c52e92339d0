/**
 * Where resources live: a {@link dev.edgewatch.store.Store} over PostgreSQL, its sessions, the
 * change log written with every commit and the {@link dev.edgewatch.store.ChangeFeed} that delivers
 * it in commit order. The only package that touches JDBC; it may use {@code resource}.
 */
@NullMarked
package dev.edgewatch.store;

import org.jspecify.annotations.NullMarked;
