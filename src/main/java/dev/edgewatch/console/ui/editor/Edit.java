package dev.edgewatch.console.ui.editor;

import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/**
 * A resource that is edited as a whole while others may edit it elsewhere. Counts as changed only
 * what the text changes of what it was written from, so that nothing others wrote is taken back.
 * Immutable.
 *
 * @param base what the text was written from
 * @param latest what the region says now
 * @param text what the text says; what only the server writes is as in {@code base}
 */
record Edit(ResourceType type, Message base, Message latest, Message text) {

  static Edit untouched(ResourceType type, Message latest) {
    return new Edit(type, latest, latest, latest);
  }

  Edit hear(Message now) {
    return new Edit(type, base, now, text);
  }

  /** What the text says now; what it leaves out of what only the server writes stays. */
  Edit write(Message said) {
    Message.Builder kept = said.toBuilder();
    type.outputOnly().copy(base, kept);
    return new Edit(type, base, latest, type.withName(kept.build(), type.nameOf(base)));
  }

  /** Paths that only the server writes and that a text sets to something else. */
  List<FieldPath> locked(Message said) {
    Message.Builder kept = said.toBuilder();
    type.outputOnly().copy(base, kept);
    return Mask.diff(kept.build(), said).paths().stream().filter(path -> path.isSet(said)).toList();
  }

  boolean isTouched() {
    return !mine().isEmpty();
  }

  /** What saving would change, in the order of the paths. */
  List<Change> changes() {
    Mask theirs = theirs();
    return Mask.diff(latest, merged()).paths().stream()
        .map(path -> new Change(path, theirs.intersects(only(path))))
        .toList();
  }

  boolean hasClash() {
    return changes().stream().anyMatch(Change::clash);
  }

  /** How many paths others changed that the text does not. */
  int meanwhile() {
    return theirs().subtract(mine()).paths().size();
  }

  /** The latest state with what the text changes. */
  Message merged() {
    return with(mine());
  }

  /** Goes on from the latest state, with the text's own changes. */
  Edit keepMine() {
    return new Edit(type, latest, latest, merged());
  }

  /** Goes on from the latest state, without the text's changes where others were too. */
  Edit takeTheirs() {
    List<FieldPath> both = changes().stream().filter(Change::clash).map(Change::path).toList();
    return new Edit(
        type, latest, latest, with(mine().subtract(Mask.ofPaths(type.descriptor(), both))));
  }

  private Message with(Mask changed) {
    Message.Builder merged = latest.toBuilder();
    changed.copy(text, merged);
    return merged.build();
  }

  private Mask mine() {
    return type.writable(Mask.diff(base, text));
  }

  private Mask theirs() {
    return type.writable(Mask.diff(base, latest));
  }

  private Mask only(FieldPath path) {
    return Mask.ofPaths(type.descriptor(), List.of(path));
  }
}
