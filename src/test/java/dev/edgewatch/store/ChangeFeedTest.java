package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.ANN;
import static dev.edgewatch.store.Regions.REGION;
import static dev.edgewatch.store.Regions.delete;
import static dev.edgewatch.store.Regions.increment;
import static dev.edgewatch.store.Regions.region;
import static dev.edgewatch.store.Regions.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private StoreSettings settings;
  private Store store;

  @BeforeEach
  void open() {
    settings = TestPostgres.freshDatabase();
    store = Regions.open(settings);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aWriteIsDeliveredAtThePositionItReturned() {
    List<CommittedTransaction> seen = Collections.synchronizedList(new ArrayList<>());
    store.feed().follow(REGION, "", loaded -> {}, seen::add);

    var written =
        store.snapshot(
            ANN,
            session -> {
              session.save(region("regions/a", "one"));
              return session.version();
            });
    store.await(written.position(), SOON);

    List<Change> changes =
        seen.stream().flatMap(transaction -> transaction.changes().stream()).toList();
    assertThat(changes)
        .containsExactly(
            new Change(written.value(), REGION, "regions/a", null, region("regions/a", "one")));
    assertThat(store.feed().position().covers(written.position())).isTrue();
  }

  @Test
  void aChangeHoldsTheResourceBeforeAndAfter() {
    save(store, region("regions/a", "one"));
    List<CommittedTransaction> seen = follow("").transactions;

    save(store, region("regions/a", "two"));
    delete(store, REGION, "regions/a");
    awaitAll();

    assertThat(seen.stream().flatMap(transaction -> transaction.changes().stream()))
        .extracting(Change::before, Change::after)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                region("regions/a", "one"), region("regions/a", "two")),
            org.assertj.core.groups.Tuple.tuple(region("regions/a", "two"), null));
  }

  @Test
  void whatOneSessionWritesComesInOneTransaction() {
    List<CommittedTransaction> seen = follow("").transactions;

    store.snapshot(
        ANN,
        session -> {
          session.save(region("regions/a", "one"));
          session.save(region("regions/b", "two"));
          return true;
        });
    awaitAll();

    assertThat(
            seen.stream().map(transaction -> transaction.changes().size()).filter(size -> size > 0))
        .containsExactly(2);
  }

  @Test
  void theFeedHasTheOrderOfTheCommits() throws Exception {
    Map<String, Long> last = new TreeMap<>();
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger count = new AtomicInteger();
    store
        .feed()
        .follow(
            REGION,
            "",
            loaded -> {},
            transaction -> {
              for (Change change : transaction.changes()) {
                long value = Long.parseLong(Regions.title(change.after()));
                if (value != last.getOrDefault(change.name(), 0L) + 1) {
                  wrong.add(change.name() + " " + last.get(change.name()) + " -> " + value);
                }
                last.put(change.name(), value);
                count.incrementAndGet();
              }
            });

    SessionTest.inParallel(
        16,
        i -> {
          for (int n = 0; n < 100; n++) {
            increment(store, "regions/counter-" + (n % 7));
          }
          return true;
        });
    awaitAll();

    assertThat(wrong).isEmpty();
    assertThat(count).hasValue(1600);
  }

  @Test
  void followersThatStartUnderLoadEndUpWithExactlyTheTable() throws Exception {
    List<Model> followers = Collections.synchronizedList(new ArrayList<>());
    try (Store second = Regions.open(settings.withNode("node2"));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int writer = 0; writer < 16; writer++) {
        Store node = writer % 2 == 0 ? store : second;
        work.add(
            () -> {
              for (int n = 0; n < 400; n++) {
                change(node, "regions/r" + ThreadLocalRandom.current().nextInt(200));
              }
              return true;
            });
      }
      for (int i = 0; i < 20; i++) {
        Store node = i % 2 == 0 ? store : second;
        String prefix = i % 3 == 0 ? "regions/r1" : "";
        work.add(
            () -> {
              pause(ThreadLocalRandom.current().nextInt(1500));
              Model model = new Model();
              model.start(node, prefix);
              return followers.add(model);
            });
      }
      for (Future<Boolean> done : executor.invokeAll(work, 60, TimeUnit.SECONDS)) {
        assertThat(done.get()).isTrue();
      }
      awaitAll();
      awaitAll(second);

      List<Resource> table = store.snapshot(ANN, session -> session.list(REGION, "")).value();
      assertThat(followers).hasSize(20);
      for (Model follower : followers) {
        assertThat(follower.mistakes).isEmpty();
        assertThat(follower.rows.values())
            .containsExactlyElementsOf(
                table.stream()
                    .filter(resource -> resource.name().startsWith(follower.prefix))
                    .toList());
      }
    }
  }

  @Test
  void aFollowerOfAPrefixSeesOnlyThatButEveryPosition() {
    Model follower = follow("regions/a");

    save(store, region("regions/b", "other"));
    Position position =
        store
            .snapshot(
                ANN,
                session -> {
                  session.save(region("regions/a1", "mine"));
                  return true;
                })
            .position();
    store.await(position, SOON);

    assertThat(follower.rows).containsOnlyKeys("regions/a1");
    assertThat(follower.transactions).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aClosedSubscriptionIsNotCalledAgain() {
    List<CommittedTransaction> seen = Collections.synchronizedList(new ArrayList<>());
    ChangeFeed.Subscription subscription = store.feed().follow(REGION, "", loaded -> {}, seen::add);
    subscription.close();

    save(store, region("regions/a", "one"));
    awaitAll();

    assertThat(seen).isEmpty();
  }

  @Test
  void recentHistoryCanBeReadAgain() {
    save(store, region("regions/a", "one"));
    Position after = awaitAll();
    save(store, region("regions/a", "two"));
    save(store, region("regions/a", "three"));
    awaitAll();

    assertThat(store.feed().since(after).orElseThrow())
        .flatExtracting(CommittedTransaction::changes)
        .filteredOn(change -> change.type().equals(REGION))
        .extracting(change -> Regions.title(change.after()))
        .containsExactly("two", "three");
    assertThat(store.feed().since(awaitAll()).orElseThrow()).isEmpty();
  }

  @Test
  void historyBeforeTheStartOrOfAnotherRegionIsNotKnown() {
    save(store, region("regions/a", "one"));
    awaitAll();

    assertThat(store.feed().since(new Position("us-west2", 1))).isEmpty();
    assertThat(store.feed().since(new Position("eastus2", Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void waitingForAPositionThatDoesNotComeEndsInTime() {
    assertThatThrownBy(
            () -> store.await(new Position("us-west2", Long.MAX_VALUE), Duration.ofMillis(100)))
        .hasMessage(
            "region us-west2 has not reached position us-west2:7fffffffffffffff within 100 ms");
  }

  @Test
  void aPositionOfAnotherRegionIsRefused() {
    assertThatThrownBy(() -> store.await(new Position("eastus2", 1), SOON))
        .hasMessage("position eastus2:1 is of region eastus2; expected one of us-west2");
  }

  private static void change(Store node, String name) {
    node.snapshot(
        ANN,
        session -> {
          if (session.get(REGION, name).isPresent()
              && ThreadLocalRandom.current().nextInt(3) == 0) {
            session.delete(REGION, name);
          } else {
            session.save(region(name, session.version()));
          }
          return true;
        });
  }

  private static void pause(int millis) throws InterruptedException {
    new java.util.concurrent.CountDownLatch(1)
        .await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  private Position awaitAll() {
    return awaitAll(store);
  }

  /** Writes something and waits until the node has seen it. */
  private static Position awaitAll(Store node) {
    Position position =
        node.snapshot(
                ANN,
                session -> {
                  session.save(Regions.deployment("services/s/deployments/mark", ""));
                  return true;
                })
            .position();
    node.await(position, SOON);
    return position;
  }

  private Model follow(String prefix) {
    Model model = new Model();
    model.start(store, prefix);
    return model;
  }

  /** What a listener believes the table to be; notes everything that cannot be. */
  static final class Model {
    final TreeMap<String, Resource> rows = new TreeMap<>();
    final List<CommittedTransaction> transactions = Collections.synchronizedList(new ArrayList<>());
    final List<String> mistakes = Collections.synchronizedList(new ArrayList<>());
    String prefix = "";
    private long position;

    ChangeFeed.Subscription start(Store node, String namePrefix) {
      prefix = namePrefix;
      return node.feed()
          .follow(REGION, namePrefix, loaded -> rows.put(loaded.name(), loaded), this::apply);
    }

    private void apply(CommittedTransaction transaction) {
      transactions.add(transaction);
      if (transaction.position().lsn() <= position) {
        mistakes.add("back to " + transaction.position().text());
      }
      position = transaction.position().lsn();
      for (Change change : transaction.changes()) {
        Resource before =
            change.after() == null
                ? rows.remove(change.name())
                : rows.put(change.name(), change.after());
        if (!java.util.Objects.equals(before, change.before())) {
          mistakes.add(change.name() + " was " + before + ", the change says " + change.before());
        }
      }
    }
  }
}
