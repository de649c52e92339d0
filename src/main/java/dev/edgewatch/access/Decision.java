package dev.edgewatch.access;

import java.util.Optional;

/** The answer to an {@link Ask}. */
public sealed interface Decision {
  /**
   * One grant is enough.
   *
   * @param by the grant that allows it
   */
  record Allowed(Grant by) implements Decision {}

  /**
   * No grant allows it.
   *
   * @param nearest the grant that almost allows it
   */
  record Denied(Optional<NearMiss> nearest) implements Decision {}

  /**
   * A grant that is held, and what is missing.
   *
   * @param grant names the permission, and does not allow it
   * @param why what it lacks
   * @param words the same for people, to follow "the role … is held, but"
   */
  record NearMiss(Grant grant, Lack why, String words) {}

  /** From the nearest to the farthest miss. */
  enum Lack {
    /** It asks for something of the call, an address for example. */
    CALL,
    /** It asks for a value of a field. */
    FIELD,
    /** It is for other things within the same scope, another region for example. */
    OBJECT,
    /** It is for another scope. */
    SCOPE
  }
}
