package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.function.Consumer;

/**
 * The committed changes of a region in commit order, without gaps and without repeats.
 *
 * <p>One thread delivers; listeners are called one after the other on it and must not block. A listener sees a transaction
 * before {@link #position()} covers it.
 */
public interface ChangeFeed {

  /** The position up to which every listener has seen everything. Advances also when nothing changes. */
  Position position();

  /**
   * Loads all resources of a type, then goes on with each commit that the load did not contain: nothing is lost, nothing
   * comes twice, nothing deleted comes back. Returns when the load is complete; {@code onLoad} is called on the caller's
   * thread before that, {@code onCommit} on the feed's thread afterwards.
   *
   * @param onCommit called for every transaction, also when it holds no change of {@code type}, so that the listener knows
   *     its position
   */
  Subscription follow(
      ResourceType type, String namePrefix, Consumer<Resource> onLoad, Consumer<CommittedTransaction> onCommit);

  /** Changes committed after {@code from} and kept in the history window; empty when the window no longer reaches back. */
  java.util.Optional<java.util.List<CommittedTransaction>> since(Position from);

  /** Ends deliveries; when {@link #close()} has returned the listener is not called again. */
  interface Subscription extends AutoCloseable {
    /** The position the load corresponds to. */
    Position loadedAt();

    @Override
    void close();
  }
}
