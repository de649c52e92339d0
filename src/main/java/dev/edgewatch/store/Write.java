package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;

/** What a session wants to become of one row. */
sealed interface Write {
  Key key();

  /**
   * A resource as it is to be stored.
   *
   * @param references all that the resource refers to and that must not dangle
   * @param referencesChanged whether they may differ from those of the row that is replaced
   */
  record Save(Key key, ByteString data, Set<Reference> references, boolean referencesChanged)
      implements Write {}

  /** A read copy goes away, whoever refers to it. */
  record DeleteCopy(Key key) implements Write {}

  /**
   * The row is deleted, and nobody may be left who depends on it.
   *
   * @param below what may live directly below it
   * @param left what may be left of that, and of those who refer
   * @param asked whether the session has looked for both
   */
  record Delete(Key key, List<Below> below, Left left, boolean asked) implements Write {}

  /**
   * The resources of one type below a name.
   *
   * @param atOnce whether they cannot be left for later
   */
  record Below(String type, boolean atOnce) {}

  /** What a deletion may leave. */
  enum Left {
    NOTHING,
    WHAT_IS_DONE_LATER
  }
}
