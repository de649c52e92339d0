package dev.edgewatch.store;

import dev.edgewatch.store.History.FeedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener of the feed. Until its load is complete it keeps what the feed brings; afterwards it
 * passes on, leaving out what the load contained already: the database's snapshot may be ahead of
 * the feed. Guarded by the feed's lock, but for {@link #pass}, which belongs to the loading thread
 * until {@link #goLive} and to the feed's thread afterwards.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** Empty for all types. */
  private final String type;

  private final String namePrefix;
  private final Consumer<CommittedTransaction> onCommit;
  private List<FeedTransaction> backlog = new ArrayList<>();
  private boolean live;
  private @Nullable Loaded loaded;

  /** What a load contained: nothing committed behind {@code end} is part of it. */
  record Loaded(Snapshot snapshot, long end) {}

  Follower(String type, String namePrefix, Consumer<CommittedTransaction> onCommit) {
    this.type = type;
    this.namePrefix = namePrefix;
    this.onCommit = onCommit;
  }

  /** One that is not interested in what was there before. */
  static Follower ofEverything(Consumer<CommittedTransaction> onCommit) {
    Follower follower = new Follower("", "", onCommit);
    follower.live = true;
    return follower;
  }

  void accept(FeedTransaction transaction) {
    if (live) {
      pass(transaction);
    } else {
      backlog.add(transaction);
    }
  }

  void loaded(Loaded load) {
    loaded = load;
  }

  /** From here on the feed's thread delivers. */
  void goLive() {
    live = true;
    backlog.forEach(this::pass);
    backlog = List.of();
  }

  /** What has gathered so far, to be passed on by the caller without holding up the feed. */
  List<FeedTransaction> takeBacklog() {
    List<FeedTransaction> taken = backlog;
    backlog = new ArrayList<>();
    return taken;
  }

  void pass(FeedTransaction transaction) {
    CommittedTransaction content = transaction.content();
    boolean known = false;
    if (loaded != null) {
      if (Long.compareUnsigned(content.position().lsn(), loaded.end()) > 0) {
        loaded = null;
      } else {
        known = loaded.snapshot().contains(transaction.xid());
      }
    }
    try {
      onCommit.accept(
          known ? new CommittedTransaction(content.position(), List.of()) : mine(content));
    } catch (RuntimeException broken) {
      LOG.error("a listener of {} failed at {}", type, content.position().text(), broken);
    }
  }

  private CommittedTransaction mine(CommittedTransaction transaction) {
    List<Change> changes = transaction.changes();
    int count = 0;
    for (Change change : changes) {
      if (isMine(change)) {
        count++;
      }
    }
    return count == changes.size()
        ? transaction
        : new CommittedTransaction(
            transaction.position(),
            count == 0 ? List.of() : changes.stream().filter(this::isMine).toList());
  }

  private boolean isMine(Change change) {
    return type.isEmpty()
        || (change.type().fullName().equals(type) && change.name().startsWith(namePrefix));
  }
}
