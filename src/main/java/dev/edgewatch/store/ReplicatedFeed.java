package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.changelog.LoggedChange;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.History.FeedTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what the replication brings to the followers. One lock orders everything: a delivery,
 * the change of a follower from loading to live, and the end of a subscription.
 */
final class ReplicatedFeed implements ChangeFeed {
  private static final int SMALL = 100;

  private final String region;
  private final Catalog catalog;
  private final Clock clock;
  private final FeedLoad load;
  private final RecentRows recent;
  private final FeedProgress progress;
  private final History history;
  private final ReentrantLock delivery = new ReentrantLock();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private volatile long lagMillis;

  ReplicatedFeed(
      StoreSettings settings,
      Catalog catalog,
      Clock clock,
      FeedLoad load,
      RecentRows recent,
      Position start) {
    this.region = settings.region();
    this.catalog = catalog;
    this.clock = clock;
    this.load = load;
    this.recent = recent;
    this.progress = new FeedProgress(start);
    this.history = new History(settings.history(), start);
  }

  FeedProgress progress() {
    return progress;
  }

  /** Size of the recent changes that are kept; of any thread. */
  long historyBytes() {
    return history.bytes();
  }

  long lagMillis() {
    return lagMillis;
  }

  /**
   * Called by the thread of the replication. What was delivered before a reconnection is left out.
   */
  void deliver(PgOutput.Transaction transaction) {
    if (progress.covers(transaction.end())) {
      return;
    }
    Position position = new Position(region, transaction.end());
    List<Change> changes = new ArrayList<>(transaction.changes().size());
    for (LoggedChange logged : transaction.changes()) {
      // A type that is not in the catalog belongs to a newer version of this program.
      catalog.find(logged.getType()).ifPresent(type -> changes.add(change(type, logged)));
    }
    FeedTransaction next =
        new FeedTransaction(
            transaction.xid(),
            transaction.at(),
            transaction.bytes(),
            new CommittedTransaction(position, List.copyOf(changes)));
    delivery.lock();
    try {
      history.add(next, clock.instant());
      followers.forEach(follower -> follower.accept(next));
      progress.advance(position);
    } finally {
      delivery.unlock();
    }
    lagMillis = Math.max(0, Duration.between(transaction.at(), clock.instant()).toMillis());
  }

  /** Everything before {@code lsn} has been delivered, or was not for us. */
  void reached(long lsn) {
    progress.advance(new Position(region, lsn));
  }

  private Change change(ResourceType type, LoggedChange logged) {
    String name = logged.getName();
    return new Change(
        logged.getVersion(),
        type,
        name,
        resource(type, name, logged.hasBefore() ? copied(logged.getBefore()) : null),
        resource(type, name, kept(type, logged)));
  }

  /** The row as it will be kept in memory: the very bytes that this node wrote, if it did. */
  private @Nullable ByteString kept(ResourceType type, LoggedChange logged) {
    if (!logged.hasAfter()) {
      return null;
    }
    return recent
        .find(new Key(type.fullName(), logged.getName()))
        .filter(row -> row.version() == logged.getVersion())
        .map(Row::data)
        .orElseGet(() -> copied(logged.getAfter()));
  }

  /** What arrived is a part of a message, which would be kept in memory as a whole. */
  private static ByteString copied(ByteString part) {
    return ByteString.copyFrom(part.asReadOnlyByteBuffer());
  }

  private static @Nullable Resource resource(
      ResourceType type, String name, @Nullable ByteString data) {
    return data == null ? null : new Resource(type, name, data);
  }

  @Override
  public Position position() {
    return progress.position();
  }

  @Override
  public Duration silence() {
    return progress.silence();
  }

  @Override
  public Subscription follow(
      ResourceType type,
      String namePrefix,
      Consumer<Resource> onLoad,
      Consumer<CommittedTransaction> onCommit) {
    Follower follower = new Follower(type.fullName(), namePrefix, onCommit);
    Position joined = register(follower);
    try {
      Follower.Loaded loaded = load.run(type, namePrefix, onLoad);
      return new Following(
          follower, catchUp(follower, joined, loaded), new Position(region, loaded.end()));
    } catch (RuntimeException | Error failed) {
      followers.remove(follower);
      throw failed;
    }
  }

  @Override
  public Subscription observe(Consumer<CommittedTransaction> onCommit) {
    Follower follower = Follower.ofEverything(onCommit);
    Position joined = register(follower);
    return new Following(follower, joined, joined);
  }

  private Position register(Follower follower) {
    delivery.lock();
    try {
      followers.add(follower);
      return progress.position();
    } finally {
      delivery.unlock();
    }
  }

  /**
   * Brings the follower from its load to the present, and only at the very end while the feed
   * stands still.
   */
  private Position catchUp(Follower follower, Position joined, Follower.Loaded loaded) {
    follower.loaded(loaded);
    List<FeedTransaction> missing = missedByLoad(joined, loaded);
    do {
      missing.forEach(follower::pass);
      missing = takeBacklog(follower);
    } while (missing.size() > SMALL);
    delivery.lock();
    try {
      missing.forEach(follower::pass);
      follower.goLive();
      return progress.position();
    } finally {
      delivery.unlock();
    }
  }

  /**
   * Delivered before the follower joined, and still not part of the load: PostgreSQL writes a
   * commit to its log a moment before it shows it to snapshots.
   */
  private List<FeedTransaction> missedByLoad(Position joined, Follower.Loaded loaded) {
    delivery.lock();
    try {
      return history.outside(loaded.snapshot(), joined);
    } finally {
      delivery.unlock();
    }
  }

  private List<FeedTransaction> takeBacklog(Follower follower) {
    delivery.lock();
    try {
      return follower.takeBacklog();
    } finally {
      delivery.unlock();
    }
  }

  @Override
  public Optional<List<CommittedTransaction>> since(Position from) {
    delivery.lock();
    try {
      return history.since(from);
    } finally {
      delivery.unlock();
    }
  }

  private final class Following implements Subscription {
    private final Follower follower;
    private final Position loadedAt;
    private final Position loadedUntil;

    Following(Follower follower, Position loadedAt, Position loadedUntil) {
      this.follower = follower;
      this.loadedAt = loadedAt;
      this.loadedUntil = loadedUntil;
    }

    @Override
    public Position loadedAt() {
      return loadedAt;
    }

    @Override
    public Position loadedUntil() {
      return loadedUntil;
    }

    @Override
    public void close() {
      delivery.lock();
      try {
        followers.remove(follower);
      } finally {
        delivery.unlock();
      }
    }
  }
}
