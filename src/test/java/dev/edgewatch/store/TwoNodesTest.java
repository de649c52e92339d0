package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.ANN;
import static dev.edgewatch.store.Regions.DEPLOYMENT;
import static dev.edgewatch.store.Regions.REGION;
import static dev.edgewatch.store.Regions.delete;
import static dev.edgewatch.store.Regions.deployment;
import static dev.edgewatch.store.Regions.increment;
import static dev.edgewatch.store.Regions.region;
import static dev.edgewatch.store.Regions.save;
import static dev.edgewatch.store.SessionTest.inParallel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The promises of a session hold between nodes that share nothing but the database. */
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesTest {
  private static final int ROUNDS = 30;

  private final List<Store> nodes = new ArrayList<>();

  @BeforeAll
  void open() {
    StoreSettings settings = TestPostgres.freshDatabase();
    nodes.add(Regions.open(settings.withNode("node1")));
    nodes.add(Regions.open(settings.withNode("node2")));
  }

  @AfterAll
  void close() {
    nodes.forEach(Store::close);
  }

  @Test
  void incrementsOfBothLoseNone() throws Exception {
    inParallel(
        2,
        node -> {
          for (int i = 0; i < ROUNDS; i++) {
            increment(nodes.get(node), "regions/counter");
          }
          return true;
        });

    assertThat(increment(nodes.get(0), "regions/counter")).isEqualTo(2 * ROUNDS + 1);
  }

  @Test
  void aNameIsCreatedOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "regions/new-" + round;
      AtomicInteger created = new AtomicInteger();
      inParallel(
          2,
          node ->
              nodes
                  .get(node)
                  .snapshot(
                      ANN,
                      session -> {
                        boolean absent = session.get(REGION, name).isEmpty();
                        if (absent) {
                          session.save(region(name, node));
                        }
                        return absent;
                      })
                  .value(),
          mine -> created.addAndGet(mine ? 1 : 0));
      assertThat(created).as(name).hasValue(1);
    }
  }

  @Test
  void whatWasReadAsAbsentIsAbsentAtTheCommit() throws Exception {
    // Each creates its own resource only when the other's is not there: never both.
    for (int round = 0; round < ROUNDS; round++) {
      List<String> names = List.of("regions/left-" + round, "regions/right-" + round);
      inParallel(
          2,
          node ->
              nodes
                  .get(node)
                  .snapshot(
                      ANN,
                      session -> {
                        if (session.get(REGION, names.get(1 - node)).isEmpty()) {
                          session.save(region(names.get(node), node));
                        }
                        return true;
                      }));
      assertThat(nodes.get(0).snapshot(ANN, session -> session.batchGet(REGION, names)).value())
          .hasSize(1);
    }
  }

  @Test
  void whatWasListedIsTheSameAtTheCommit() throws Exception {
    inParallel(
        2,
        node -> {
          for (int i = 0; i < ROUNDS; i++) {
            String name = "regions/listed-" + node + "-" + i;
            nodes
                .get(node)
                .snapshot(
                    ANN,
                    session -> {
                      session.save(region(name, session.list(REGION, "regions/listed-").size()));
                      return true;
                    });
          }
          return true;
        });

    assertThat(
            nodes.get(0).snapshot(ANN, session -> session.list(REGION, "regions/listed-")).value())
        .extracting(Regions::title)
        .doesNotHaveDuplicates();
  }

  @Test
  void anOrdinaryCommitDoesNotSlipBetweenAListAndItsCommit() throws Exception {
    // One counts what is there; the other adds only while it was not yet counted. So a count is
    // always the final one.
    for (int round = 0; round < ROUNDS; round++) {
      String prefix = "regions/slip-" + round;
      inParallel(
          2,
          node ->
              nodes
                  .get(node)
                  .snapshot(
                      ANN,
                      session -> {
                        if (node == 0) {
                          int size = session.list(REGION, prefix + "-").size();
                          session.save(region("regions/sum" + prefix.substring(8), size));
                        } else if (session
                            .get(REGION, "regions/sum" + prefix.substring(8))
                            .isEmpty()) {
                          session.save(region(prefix + "-one", 1));
                        }
                        return true;
                      }));
      Store node = nodes.get(0);
      int added = node.snapshot(ANN, session -> session.list(REGION, prefix + "-").size()).value();
      String counted =
          node.snapshot(
                  ANN,
                  session ->
                      Regions.title(
                          session.get(REGION, "regions/sum" + prefix.substring(8)).orElseThrow()))
              .value();
      assertThat(counted).isEqualTo(Integer.toString(added));
    }
  }

  @Test
  void nothingDanglesWhenOneDeletesWhatTheOtherRefersTo() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String target = "regions/target-" + round;
      String referrer = "services/s/deployments/d" + round;
      int deleting = round % 2;
      save(nodes.get(0), region(target, "one"));
      inParallel(
          2,
          node -> {
            try {
              if (node == deleting) {
                delete(nodes.get(node), REGION, target);
              } else {
                save(nodes.get(node), deployment(referrer, target));
              }
            } catch (RefusalException refused) {
              assertThat(refused.refusal()).isInstanceOf(Refusal.Precondition.class);
            }
            return true;
          });
      boolean targetThere =
          nodes.get(0).snapshot(ANN, session -> session.get(REGION, target)).value().isPresent();
      boolean referrerThere =
          nodes
              .get(0)
              .snapshot(ANN, session -> session.get(DEPLOYMENT, referrer))
              .value()
              .isPresent();
      assertThat(targetThere).isEqualTo(referrerThere);
    }
  }

  @Test
  void versionsOfAResourceIncreaseWhicheverNodeWrites() {
    TreeSet<Long> versions = new TreeSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      long version =
          nodes
              .get(i % 2)
              .snapshot(
                  ANN,
                  session -> {
                    session.save(region("regions/blind", session.version()));
                    return session.version();
                  })
              .value();
      assertThat(versions).allMatch(earlier -> earlier < version);
      versions.add(version);
    }
  }

  @Test
  void eachSeesWhatTheOtherWrote() {
    ChangeFeedTest.Model follower = new ChangeFeedTest.Model();
    follower.start(nodes.get(1), "regions/seen");

    var written =
        nodes
            .get(0)
            .snapshot(
                ANN,
                session -> {
                  session.save(region("regions/seen", "by both"));
                  return true;
                });
    nodes.get(1).await(written.position(), Duration.ofSeconds(10));

    assertThat(follower.rows).containsOnlyKeys("regions/seen");
  }
}
