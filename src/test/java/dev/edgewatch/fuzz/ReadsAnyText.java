package dev.edgewatch.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Something that reads text from the wire. A subclass is one target, with its seeds from a static
 * method {@code seeds()}: every build checks these, and {@code -Pfuzz} makes others of them
 * (docs/testing.md).
 */
public abstract class ReadsAnyText {
  /** Reads the text; throws when that goes wrong, which a refusal does not. */
  protected abstract void read(byte[] text);

  @ParameterizedTest
  @MethodSource("seeds")
  public final void aSeedIsReadOrRefused(byte[] seed) {
    read(seed);
  }

  /** Has the tag {@code jazzer}, by which builds leave it out, so that no agent is loaded. */
  @MethodSource("seeds")
  @FuzzTest
  public final void anyTextIsReadOrRefused(byte[] text) {
    read(text);
  }
}
