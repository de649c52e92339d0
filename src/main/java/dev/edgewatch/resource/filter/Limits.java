package dev.edgewatch.resource.filter;

/** How much a filter may be; more is refused, so that no text costs more than it should. */
final class Limits {
  /** Bytes of the text and of its canonical form. */
  static final int TEXT = 4096;

  /** Levels of parentheses, NOT and braces. */
  static final int DEPTH = 32;

  /** Conditions. */
  static final int TERMS = 100;

  /** Values in one list. */
  static final int LIST = 100;

  private Limits() {}
}
