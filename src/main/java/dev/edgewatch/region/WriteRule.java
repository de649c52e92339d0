package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.ResourceType;

/**
 * What a service says about writing the resources of one of its types, beside what the declaration
 * of the type says. Obeyed by the standard methods and by what custom methods write, in the same
 * session: what a rule writes is committed with the write or not at all, and a rule that refuses
 * undoes it. Not asked about copies of what other regions own, about resources that go because
 * others were deleted, and about edits that change nothing.
 *
 * <p>Called on virtual threads, several times when the session is run again. May block shortly.
 */
public interface WriteRule {

  /** The type it is about. */
  ResourceType type();

  /**
   * A resource is about to be created, also by an update that may create. Its metadata are not set
   * yet.
   *
   * @param body as sent, without what only servers write; or as a custom method wants it
   * @return what is stored, and what its maker is shown besides
   */
  default Creation creating(Writing writing, Message body) {
    return Creation.of(body);
  }

  /**
   * A resource is about to be changed.
   *
   * @return what it is to be
   */
  default Message updating(Writing writing, Message before, Message after) {
    return after;
  }

  /** A resource is about to be deleted because somebody asks for it. */
  default void deleting(Writing writing, Message gone) {}

  /**
   * What becomes of a resource that is created.
   *
   * @param stored what everybody sees from now on
   * @param shownOnce fields that only the answer to its maker holds besides, for example a private
   *     key: never stored, and not remembered for a repetition of the request either
   */
  record Creation(Message stored, Message shownOnce) {
    public static Creation of(Message stored) {
      return new Creation(stored, stored.getDefaultInstanceForType());
    }
  }
}
