package dev.edgewatch.console.bff;

/**
 * The signed-in person, as the identity provider describes him.
 *
 * @param subject stable id at the issuer
 * @param displayName what to call him
 * @param email may be empty
 */
public record Person(String issuer, String subject, String displayName, String email) {}
