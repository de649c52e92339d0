package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.CATALOG;
import static dev.edgewatch.store.Regions.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.changelog.LoggedChange;
import dev.edgewatch.resource.Position;
import dev.edgewatch.store.Follower.Loaded;
import dev.edgewatch.store.PgOutput.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The moments of a load that real concurrency seldom hits, made to happen. Transaction ids equal
 * log positions here.
 */
class ReplicatedFeedTest {
  private final StoreSettings settings = StoreSettings.of("us-west2", "jdbc:none", "", "");
  private final List<Long> seen = new ArrayList<>();
  private Runnable duringLoad = () -> {};
  private Loaded loaded = new Loaded(Snapshot.parse("1:1:"), 0);
  private final ReplicatedFeed feed =
      new ReplicatedFeed(
          settings,
          CATALOG,
          Clock.systemUTC(),
          (type, prefix, onLoad) -> {
            duringLoad.run();
            return loaded;
          },
          new RecentRows(),
          new Position("us-west2", 1));

  @Test
  void whatTheFeedHadBeforeTheSnapshotShowsItIsPassedOn() {
    commit(10);
    commit(11);
    loaded = new Loaded(Snapshot.parse("10:12:10"), 12);

    follow();

    assertThat(seen).containsExactly(10L);
  }

  @Test
  void whatTheSnapshotShowsBeforeTheFeedIsLeftOut() {
    loaded = new Loaded(Snapshot.parse("10:12:"), 12);
    follow();

    commit(10);
    commit(11);
    commit(12);

    assertThat(seen).containsExactly(12L);
  }

  @Test
  void whatIsCommittedDuringTheLoadIsPassedOnOnceUnlessTheSnapshotShowsIt() {
    duringLoad =
        () -> {
          for (int lsn = 10; lsn < 500; lsn++) {
            commit(lsn);
          }
        };
    loaded = new Loaded(Snapshot.parse("11:11:"), 11);

    ChangeFeed.Subscription subscription = follow();

    assertThat(seen).hasSize(489).startsWith(11L).endsWith(499L).doesNotHaveDuplicates().isSorted();
    assertThat(subscription.loadedAt()).isEqualTo(new Position("us-west2", 499));
  }

  @Test
  void whatIsDeliveredAgainAfterAReconnectionIsLeftOut() {
    follow();

    commit(10);
    commit(10);
    feed.reached(20);
    commit(15);
    commit(21);

    assertThat(seen).containsExactly(10L, 21L);
    assertThat(feed.position().lsn()).isEqualTo(21);
  }

  @Test
  void aListenerSeesATransactionBeforeThePositionCoversIt() {
    List<Long> positions = new ArrayList<>();
    feed.follow(REGION, "", row -> {}, transaction -> positions.add(feed.position().lsn()));

    commit(10);

    assertThat(positions).containsExactly(1L);
  }

  private ChangeFeed.Subscription follow() {
    return feed.follow(
        REGION,
        "",
        row -> {},
        transaction -> transaction.changes().forEach(change -> seen.add(change.version())));
  }

  private void commit(int lsn) {
    ByteString after = Regions.region("regions/a", lsn).encoded();
    LoggedChange change =
        LoggedChange.newBuilder()
            .setVersion(lsn)
            .setType(REGION.fullName())
            .setName("regions/a")
            .setAfter(after)
            .build();
    feed.deliver(new Transaction(lsn, lsn, Instant.now(), List.of(change), 100));
  }
}
