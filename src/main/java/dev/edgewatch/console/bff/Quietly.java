package dev.edgewatch.console.bff;

/** Ends streams that are given up either way. */
final class Quietly {
  private Quietly() {}

  static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception alreadyBroken) {
      // It is given up either way.
    }
  }
}
