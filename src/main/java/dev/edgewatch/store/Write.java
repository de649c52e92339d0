package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.util.Set;

/**
 * What a session wants to become of one row. A copy belongs to another region, which has checked
 * its references.
 */
sealed interface Write {
  Key key();

  boolean copy();

  /**
   * A resource as it is to be stored.
   *
   * @param references all that the resource refers to and that must not dangle
   * @param referencesChanged whether they may differ from those of the row that is replaced
   */
  record Save(
      Key key, ByteString data, Set<Reference> references, boolean referencesChanged, boolean copy)
      implements Write {}

  record Delete(Key key, boolean copy) implements Write {}
}
