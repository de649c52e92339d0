package dev.edgewatch.resource;

/** One name pattern of a type, {@code projects/{project}/regions/{region}/devices/{device}}. Immutable. */
public final class NamePattern {
  public String text() { throw new UnsupportedOperationException(); }
}
