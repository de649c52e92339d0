package dev.edgewatch.store;

/** Who refers, and how. */
public record Referrer(Key key, Reference reference) {}
