package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The committed changes of a region in commit order, without gaps and without repeats.
 *
 * <p>Listeners are called one after the other, never two at a time, and must neither block nor
 * throw. A listener sees a transaction before {@link #position()} covers it.
 */
public interface ChangeFeed {

  /**
   * The position up to which every listener has seen everything. Advances also when nothing
   * changes.
   */
  Position position();

  /**
   * Loads all resources of a type, then goes on with each commit that the load did not contain:
   * nothing is lost, nothing comes twice, nothing deleted comes back. {@code onLoad} is called on
   * the caller's thread, then {@code onCommit} for what was committed during the load, also on the
   * caller's thread; after this method has returned {@code onCommit} is called on the feed's
   * thread.
   *
   * @param namePrefix a parent and a slash, or empty for all
   * @param onCommit called for every transaction, with the changes of {@code type} and {@code
   *     namePrefix} only and so perhaps with none, that the listener knows its position
   */
  Subscription follow(
      ResourceType type,
      String namePrefix,
      Consumer<Resource> onLoad,
      Consumer<CommittedTransaction> onCommit);

  /**
   * Tells of every transaction from now on, whatever its types. Called on the feed's thread, under
   * the same rules as other listeners.
   */
  Subscription observe(Consumer<CommittedTransaction> onCommit);

  /**
   * Changes committed after {@code from} and kept in the history window; empty when the window no
   * longer reaches back.
   */
  Optional<List<CommittedTransaction>> since(Position from);

  /**
   * For how long nothing was heard from the database. Under ten seconds when all is well, changes
   * or not; it only grows while the connection is lost, or for ever when the history the feed
   * depends on was removed, and then only a restart helps.
   */
  Duration silence();

  /** Whether it lasts too long for what was delivered to be taken for what is true now. */
  default boolean isCutOff() {
    return silence().compareTo(Duration.ofSeconds(10)) > 0;
  }

  /**
   * Ends deliveries; when {@link #close()} has returned the listener is not called again, unless it
   * closed itself.
   */
  interface Subscription extends AutoCloseable {
    /** A position that the load and the calls of {@code onCommit} before the return cover. */
    Position loadedAt();

    /**
     * Nothing committed behind this position is part of the load. It may be ahead of {@link
     * #loadedAt}: what was committed between the two may be in the load already and then comes as a
     * transaction without changes.
     */
    Position loadedUntil();

    @Override
    void close();
  }
}
