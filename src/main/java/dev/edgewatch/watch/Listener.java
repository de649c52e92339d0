package dev.edgewatch.watch;

/**
 * Something kept current by a collection: told of each change that may concern its selection, under
 * the collection's lock.
 */
interface Listener {
  Selection selection();

  /** Takes the change in and notes in {@code wake} who has something to send afterwards. */
  void changed(RowChange change, Wake wake);
}
