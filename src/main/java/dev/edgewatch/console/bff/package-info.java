/**
 * The backend-for-frontend: sign-in and tokens (which never reach the browser), actions that become
 * one call to the owning region, and {@link dev.edgewatch.console.bff.LiveQuery}, one list over the
 * watches of all regions. Knows nothing of Vaadin; may use {@code client}, {@code routing} and
 * {@code resource}.
 */
@NullMarked
package dev.edgewatch.console.bff;

import org.jspecify.annotations.NullMarked;
