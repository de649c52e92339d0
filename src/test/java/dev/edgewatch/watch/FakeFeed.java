package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A region's data and its change feed in memory: commits reach the listeners on the caller's
 * thread.
 */
public final class FakeFeed implements ChangeFeed {
  private final TreeMap<String, Resource> rows = new TreeMap<>();
  private final List<CommittedTransaction> history = new ArrayList<>();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private volatile Position position = new Position("us-west2", 1000);
  private Position historyStart = position;
  private volatile Duration silence = Duration.ZERO;
  private long version;

  private record Follower(
      ResourceType type, String namePrefix, Consumer<CommittedTransaction> onCommit) {}

  /** Saves resources in one transaction. */
  public synchronized Position save(Resource... resources) {
    List<Change> changes = new ArrayList<>();
    for (Resource resource : resources) {
      changes.add(change(resource.type(), resource.name(), resource));
    }
    return commit(changes);
  }

  public synchronized Position delete(ResourceType type, String... names) {
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      changes.add(change(type, name, null));
    }
    return commit(changes);
  }

  /** Saves some resources and deletes others in one transaction. */
  public synchronized Position saveAndDelete(List<Resource> saved, List<Resource> deleted) {
    List<Change> changes = new ArrayList<>();
    saved.forEach(resource -> changes.add(change(resource.type(), resource.name(), resource)));
    deleted.forEach(resource -> changes.add(change(resource.type(), resource.name(), null)));
    return commit(changes);
  }

  private Change change(ResourceType type, String name, @Nullable Resource after) {
    Resource before = after == null ? rows.remove(name) : rows.put(name, after);
    return new Change(++version, type, name, before, after);
  }

  private Position commit(List<Change> changes) {
    Position next = new Position(position.region(), position.lsn() + 7);
    CommittedTransaction transaction = new CommittedTransaction(next, List.copyOf(changes));
    history.add(transaction);
    for (Follower follower : followers) {
      follower
          .onCommit()
          .accept(
              new CommittedTransaction(
                  next,
                  changes.stream()
                      .filter(change -> change.type() == follower.type())
                      .filter(change -> change.name().startsWith(follower.namePrefix()))
                      .toList()));
    }
    position = next;
    return next;
  }

  /** Moves on without a change, as keepalives do. */
  public synchronized void advance() {
    position = new Position(position.region(), position.lsn() + 1);
  }

  /** Forgets what led to the present: older positions can no longer be resumed from. */
  public synchronized void forgetHistory() {
    history.clear();
    historyStart = position;
  }

  /** For how long it has heard nothing. */
  public void silent(Duration time) {
    silence = time;
  }

  public synchronized List<Resource> rows() {
    return List.copyOf(rows.values());
  }

  public int followers() {
    return followers.size();
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public synchronized Subscription follow(
      ResourceType type,
      String namePrefix,
      Consumer<Resource> onLoad,
      Consumer<CommittedTransaction> onCommit) {
    for (Map.Entry<String, Resource> row : rows.tailMap(namePrefix).entrySet()) {
      if (row.getKey().startsWith(namePrefix) && row.getValue().type() == type) {
        onLoad.accept(row.getValue());
      }
    }
    Follower follower = new Follower(type, namePrefix, onCommit);
    followers.add(follower);
    Position loadedAt = position;
    return new Subscription() {
      @Override
      public Position loadedAt() {
        return loadedAt;
      }

      @Override
      public Position loadedUntil() {
        return loadedAt;
      }

      @Override
      public void close() {
        followers.remove(follower);
      }
    };
  }

  @Override
  public Subscription observe(Consumer<CommittedTransaction> onCommit) {
    throw new UnsupportedOperationException("watches follow types");
  }

  @Override
  public synchronized Optional<List<CommittedTransaction>> since(Position from) {
    return from.covers(historyStart)
        ? Optional.of(
            history.stream().filter(transaction -> !from.covers(transaction.position())).toList())
        : Optional.empty();
  }

  @Override
  public Duration silence() {
    return silence;
  }
}
