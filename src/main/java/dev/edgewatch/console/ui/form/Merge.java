package dev.edgewatch.console.ui.form;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field that is edited here while others may edit it elsewhere. Nothing anybody wrote is lost
 * silently: an untouched field follows the others, a touched one stays, and where both were at it a
 * person chooses.
 */
final class Merge<V> {
  /** What the person's edit started from. */
  private V base;

  /** What the region says now. */
  private V theirs;

  private V mine;
  private @Nullable Followed<V> followed;

  Merge(V value) {
    base = value;
    theirs = value;
    mine = value;
  }

  enum State {
    AS_SAVED,
    /** Changed elsewhere since the form was opened, and shown so. */
    FOLLOWED,
    MINE,
    /** Changed here and elsewhere, to different values. */
    CLASH
  }

  /** The value before somebody else changed it, and when that was seen. */
  record Followed<V>(V was, Instant at) {}

  void hear(V latest, Instant now) {
    if (latest.equals(theirs)) {
      return;
    }
    if (!touched()) {
      followed = new Followed<>(theirs, now);
      base = latest;
      mine = latest;
    } else if (latest.equals(mine)) {
      base = latest;
    }
    theirs = latest;
  }

  void edit(V value) {
    mine = value;
  }

  void keepMine() {
    base = theirs;
  }

  /** Gives up what was written here. */
  void takeTheirs() {
    base = theirs;
    mine = theirs;
  }

  /** What was written here has been accepted. */
  void saved() {
    base = mine;
    theirs = mine;
    followed = null;
  }

  State state() {
    if (touched() && !mine.equals(theirs)) {
      return theirs.equals(base) ? State.MINE : State.CLASH;
    }
    return followed == null ? State.AS_SAVED : State.FOLLOWED;
  }

  V mine() {
    return mine;
  }

  V theirs() {
    return theirs;
  }

  Optional<Followed<V>> followed() {
    return Optional.ofNullable(followed);
  }

  private boolean touched() {
    return !mine.equals(base);
  }
}
