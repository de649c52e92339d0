package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.ANN;
import static dev.edgewatch.store.Regions.DEPLOYMENT;
import static dev.edgewatch.store.Regions.REGION;
import static dev.edgewatch.store.Regions.delete;
import static dev.edgewatch.store.Regions.deployment;
import static dev.edgewatch.store.Regions.increment;
import static dev.edgewatch.store.Regions.region;
import static dev.edgewatch.store.Regions.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SessionTest {
  private final StoreSettings settings = TestPostgres.freshDatabase();
  private Store store;

  @BeforeAll
  void open() {
    store = Regions.open(settings);
  }

  @AfterAll
  void close() {
    store.close();
  }

  @BeforeEach
  void empty() {
    List.of(DEPLOYMENT, REGION)
        .forEach(
            type ->
                store.snapshot(
                    ANN,
                    session -> {
                      session.list(type, "").forEach(found -> session.delete(type, found.name()));
                      return true;
                    }));
  }

  @Test
  void whatWasSavedIsReadByTheNextSession() {
    save(store, region("regions/a", "one"));

    assertThat(read("regions/a")).containsExactly("one");
  }

  @Test
  void aFailingWorkWritesNothing() {
    assertThatThrownBy(
            () ->
                store.snapshot(
                    ANN,
                    session -> {
                      session.save(region("regions/a", "one"));
                      throw new IllegalArgumentException("stop");
                    }))
        .hasMessage("stop");

    assertThat(read("regions/a")).isEmpty();
  }

  @Test
  void aReadAfterAWriteIsRefused() {
    assertThatThrownBy(
            () ->
                store.snapshot(
                    ANN,
                    session -> {
                      session.save(region("regions/a", "one"));
                      return session.get(REGION, "regions/b");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a session reads before it writes: it has already written regions/a");
  }

  @Test
  void severalReadsOfOneSessionComeInTheOrderAsked() {
    save(store, region("regions/a", "1"));
    save(store, region("regions/b", "2"));

    List<String> names =
        store
            .snapshot(
                ANN,
                session ->
                    List.copyOf(
                        session
                            .batchGet(REGION, List.of("regions/b", "regions/x", "regions/a"))
                            .keySet()))
            .value();

    assertThat(names).containsExactly("regions/b", "regions/a");
  }

  @Test
  void readingManyTimesKeepsNoConnection() {
    for (int i = 0; i < 3 * settings.connections(); i++) {
      assertThat(
              store
                  .snapshot(
                      ANN, session -> session.batchGet(REGION, List.of("regions/x", "regions/y")))
                  .value())
          .isEmpty();
    }
  }

  @Test
  void readsOfOneSessionAreOfOneMoment() throws Exception {
    // Both regions always have the same title.
    List<String> pair = List.of("regions/one", "regions/two");
    inParallel(
        2,
        side -> {
          for (int i = 0; i < 200; i++) {
            String title = Integer.toString(i);
            if (side == 0) {
              store.snapshot(
                  ANN,
                  session -> {
                    pair.forEach(name -> session.save(region(name, title)));
                    return true;
                  });
            } else {
              List<String> titles =
                  store
                      .snapshot(
                          ANN,
                          session ->
                              pair.stream()
                                  .map(
                                      name ->
                                          session.get(REGION, name).map(Regions::title).orElse(""))
                                  .toList())
                      .value();
              assertThat(titles.get(0)).isEqualTo(titles.get(1));
            }
          }
          return true;
        });
  }

  @Test
  void aListHoldsWhatStartsWithThePrefix() {
    save(store, region("regions/a", "1"));
    save(store, region("regions/ab", "2"));
    save(store, region("regions/b", "3"));

    assertThat(store.snapshot(ANN, session -> session.list(REGION, "regions/a")).value())
        .extracting(Resource::name)
        .containsExactly("regions/a", "regions/ab");
  }

  @Test
  void fiftyConcurrentIncrementsLoseNone() throws Exception {
    inParallel(50, ignored -> increment(store, "regions/counter"));

    assertThat(read("regions/counter")).containsExactly("50");
  }

  @Test
  void versionsOfAResourceIncreaseAndBelongToOneSession() throws Exception {
    ConcurrentSkipListSet<Long> versions = new ConcurrentSkipListSet<>();
    inParallel(
        30,
        ignored ->
            versions.add(
                store
                    .snapshot(
                        ANN,
                        session -> {
                          session.get(REGION, "regions/a");
                          session.save(region("regions/a", session.version()));
                          return session.version();
                        })
                    .value()));

    assertThat(versions).hasSize(30);
    assertThat(read("regions/a")).containsExactly(versions.last().toString());
  }

  @Test
  void twoCreationsOfOneNameAreNotBothFirst() throws Exception {
    AtomicInteger created = new AtomicInteger();
    inParallel(
        20,
        ignored ->
            store
                .snapshot(
                    ANN,
                    session -> {
                      if (session.get(REGION, "regions/new").isPresent()) {
                        return false;
                      }
                      session.save(region("regions/new", "mine"));
                      return true;
                    })
                .value(),
        mine -> created.addAndGet(mine ? 1 : 0));

    assertThat(created).hasValue(1);
  }

  @Test
  void sessionsThatListAreSerializable() throws Exception {
    // Each one adds a resource that says how many there were: no number may come twice.
    inParallel(
        12,
        i ->
            store.snapshot(
                ANN,
                session -> {
                  int before = session.list(REGION, "regions/listed-").size();
                  session.save(region("regions/listed-" + i, before));
                  return true;
                }));

    assertThat(store.snapshot(ANN, session -> session.list(REGION, "regions/listed-")).value())
        .extracting(Regions::title)
        .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
  }

  @Test
  void aResourceCannotReferToOneThatDoesNotExist() {
    assertThatThrownBy(() -> save(store, deployment("services/s/deployments/d", "regions/none")))
        .hasMessage(
            "regions/none is referred to but does not exist; expected an existing resource");
  }

  @Test
  void aReferenceMayPointToWhatTheSameSessionCreates() {
    store.snapshot(
        ANN,
        session -> {
          session.save(deployment("services/s/deployments/d", "regions/a"));
          session.save(region("regions/a", "one"));
          return true;
        });

    assertThat(read("regions/a")).hasSize(1);
  }

  @Test
  void aReadCopyMayComeBeforeWhatItRefersTo() {
    store.snapshot(
        ANN,
        session -> {
          session.saveCopy(deployment("services/s/deployments/d", "regions/later"));
          return true;
        });

    assertThat(
            store
                .snapshot(ANN, session -> session.get(DEPLOYMENT, "services/s/deployments/d"))
                .value())
        .isPresent();
  }

  @Test
  void whatIsReferredToIsNotDeleted() {
    save(store, region("regions/a", "one"));
    save(store, deployment("services/s/deployments/d", "regions/a"));

    assertThatThrownBy(() -> delete(store, REGION, "regions/a"))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused ->
                assertThat(refused.refusal())
                    .isEqualTo(
                        new Refusal.Precondition(
                            "REFERENCED",
                            "regions/a cannot be deleted: 1 resource(s) refer to it",
                            List.of("services/s/deployments/d"))));
    Key target = new Key(REGION.fullName(), "regions/a");
    assertThat(
            store
                .snapshot(
                    ANN,
                    session -> session.referrers(List.of(target), Set.of(DeleteBehavior.BLOCK), 10))
                .value())
        .extracting(referrer -> referrer.key().name())
        .containsExactly("services/s/deployments/d");
  }

  @Test
  void whatWasReferredToIsDeletedOnceNobodyRefersToItAnyMore() {
    save(store, region("regions/a", "one"));
    save(store, region("regions/b", "two"));
    save(store, deployment("services/s/deployments/d", "regions/a"));
    save(store, deployment("services/s/deployments/d", "regions/b"));

    delete(store, REGION, "regions/a");

    assertThat(read("regions/a")).isEmpty();
  }

  @Test
  void concurrentDeletionsAndReferencesLeaveNothingDangling() throws Exception {
    for (int round = 0; round < 20; round++) {
      String target = "regions/target-" + round;
      String referrer = "services/s/deployments/d" + round;
      int startsFirst = round % 2;
      save(store, region(target, "one"));
      inParallel(
          2,
          side -> {
            try {
              if (side == startsFirst) {
                delete(store, REGION, target);
              } else {
                save(store, deployment(referrer, target));
              }
            } catch (RefusalException refused) {
              assertThat(refused.refusal()).isInstanceOf(Refusal.Precondition.class);
            }
            return true;
          });
      boolean targetThere = !read(target).isEmpty();
      boolean referrerThere =
          store.snapshot(ANN, session -> session.get(DEPLOYMENT, referrer)).value().isPresent();
      assertThat(targetThere).isEqualTo(referrerThere);
    }
  }

  private List<String> read(String name) {
    return store
        .snapshot(ANN, session -> session.get(REGION, name))
        .value()
        .map(Regions::title)
        .stream()
        .toList();
  }

  interface Task<T> {
    T run(int number) throws Exception;
  }

  static <T> void inParallel(int tasks, Task<T> task) throws Exception {
    inParallel(tasks, task, ignored -> {});
  }

  static <T> void inParallel(int tasks, Task<T> task, java.util.function.Consumer<T> result)
      throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<java.util.concurrent.Future<T>> running = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        int number = i;
        running.add(executor.submit(() -> task.run(number)));
      }
      for (var one : running) {
        result.accept(one.get());
      }
    }
  }
}
