package dev.edgewatch.watch;

import com.google.protobuf.Message;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.filter.Filter;

/**
 * Which rows of a collection somebody asks for: below a parent, passing a filter, found by a
 * phrase. Immutable.
 */
record Selection(ParentName parent, Filter filter, SearchPhrase phrase) {

  static Selection of(ParentName parent, Filter filter) {
    return new Selection(parent, filter, SearchPhrase.NONE);
  }

  boolean before(RowChange change) {
    return change.hasBefore()
        && parent.contains(change.name())
        && (everything() || passes(change.messageBefore()));
  }

  boolean after(RowChange change) {
    return change.hasAfter()
        && parent.contains(change.name())
        && (everything() || passes(change.messageAfter()));
  }

  boolean holds(Resource row) {
    return parent.contains(row.name()) && (everything() || passes(row.message()));
  }

  /** The same for a row whose decoded form is at hand. */
  boolean holds(Resource row, Message decoded) {
    return parent.contains(row.name()) && passes(decoded);
  }

  /** Whether all that this holds another one certainly holds too; a cheap question. */
  boolean isWithin(Selection other) {
    return parent.text().equals(other.parent.text())
        && filter.equals(other.filter)
        && phrase.isWithin(other.phrase);
  }

  private boolean everything() {
    return filter.isAll() && phrase.isEmpty();
  }

  private boolean passes(Message resource) {
    return filter.test(resource) && phrase.matches(resource);
  }
}
