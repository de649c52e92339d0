package dev.edgewatch.store;

/**
 * Who writes and on whose behalf; goes into the change log.
 *
 * @param actor member form of the principal, for example {@code user:ann@acme.example}
 * @param requestId id of the request, the same from the click to the change log
 */
public record WriteContext(String actor, String requestId) {}
